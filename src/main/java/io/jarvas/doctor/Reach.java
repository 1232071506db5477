package io.jarvas.doctor;

import io.jarvas.doctor.Probe.Answered;
import io.jarvas.doctor.Probe.Silent;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What it means that an address does not answer as it should.
///
/// @param who is expected there: `Home Assistant`
/// @param setting that has the address: `home_assistant_url`
/// @param container whether Jarvas runs in one
record Reach(String who, String setting, boolean container) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\..*|\\[?::1]?", Pattern.CASE_INSENSITIVE);
    private static final Pattern LOGIN = Pattern.compile(
            "log ?in|sign[ -]?in|password|authelia|authentik|cloudflare access|sso", Pattern.CASE_INSENSITIVE);

    Finding silent(URI address, Silent silent) {
        String key = switch (silent.reason()) {
            case REFUSED -> container && isLoopback(address) ? "refused_in_container" : "refused";
            case UNRESOLVED,
                    NO_ROUTE,
                    UNCONNECTED,
                    SPEECHLESS,
                    UNTRUSTED,
                    OTHER_NAME,
                    EXPIRED,
                    NO_TLS,
                    WANTS_TLS,
                    TLS,
                    NOT_HTTP,
                    CUT -> silent.reason().name().toLowerCase(Locale.ROOT);
        };
        return broken(key, address);
    }

    static boolean isLoopback(URI address) {
        return address.getHost() != null && LOOPBACK.matcher(address.getHost()).matches();
    }

    /// Answers that come from somebody in between, or from somebody else. Nothing where it may be whom we want.
    Optional<Finding> stranger(URI address, Answered answer) {
        if (answer.redirects()) {
            return Optional.of(redirect(address, answer.header("Location")));
        }
        String challenge = answer.header("WWW-Authenticate").toLowerCase(Locale.ROOT);
        if (answer.status() == 407
                || (answer.status() == 401 && (challenge.startsWith("basic") || challenge.startsWith("digest")))) {
            return Optional.of(broken("login", address));
        }
        if (isPage(answer)) {
            return Optional.of(broken(LOGIN.matcher(answer.body()).find() ? "login" : "page", address));
        }
        return Optional.empty();
    }

    private static boolean isPage(Answered answer) {
        return (answer.status() < 300 || answer.status() == 401 || answer.status() == 403)
                && answer.header("Content-Type").toLowerCase(Locale.ROOT).startsWith("text/html");
    }

    private Finding redirect(URI address, String location) {
        URI target;
        try {
            target = address.resolve(location);
        } catch (IllegalArgumentException e) {
            return broken("login", address);
        }
        if (target.getHost() == null
                || LOGIN.matcher(target.getPath() == null ? "" : target.getPath())
                        .find()
                || target.getPath().contains("auth")) {
            return broken("login", address);
        }
        return Finding.broken("doctor.reach.redirect", who, address, setting, base(target));
    }

    private static String base(URI target) {
        return target.getScheme() + "://" + target.getAuthority();
    }

    Finding broken(String key, URI address) {
        return Finding.broken("doctor.reach." + key, who, address, setting);
    }
}
