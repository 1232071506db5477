package io.jarvas.demo.model;

/// A request that is answered with an error, as Ollama words it.
final class ModelRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    ModelRefusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    String words() {
        return String.valueOf(getMessage());
    }
}
