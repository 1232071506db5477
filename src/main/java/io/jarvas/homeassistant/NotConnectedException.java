package io.jarvas.homeassistant;

import io.jarvas.home.HomeStatus.Problem;
import org.jspecify.annotations.Nullable;

/// There is no connection to Home Assistant, and why.
final class NotConnectedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Problem problem;
    private final boolean answered;

    /// @param answered whether something answered at that address, so that REST is worth a try
    NotConnectedException(Problem problem, boolean answered, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.problem = problem;
        this.answered = answered;
    }

    Problem problem() {
        return problem;
    }

    boolean answered() {
        return answered;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
