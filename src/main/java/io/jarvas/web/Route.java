package io.jarvas.web;

import io.jarvas.conversation.Person;
import java.util.Optional;

/// What is answered at a path, and to whom.
///
/// @param path without a trailing slash; both are answered. `{id}` in it stands for an id:
///     `/api/actions/{id}/undo`
record Route(String method, String path, Endpoint endpoint) {
    private static final String ID = "{id}";
    private static final int LONGEST_ID = 200;

    sealed interface Endpoint {
        /// For everybody.
        @FunctionalInterface
        non-sealed interface Open extends Endpoint {
            void answer(Call call);
        }

        /// For who is signed in.
        @FunctionalInterface
        non-sealed interface SignedIn extends Endpoint {
            void answer(Call call, Person person);
        }

        /// For who is signed in, about the one thing that the path names.
        @FunctionalInterface
        non-sealed interface OfOne extends Endpoint {
            void answer(Call call, Person person, String id);
        }

        /// For who is signed in, over a WebSocket.
        record Socket(FrameReader.Longest longest, SocketSessions sessions) implements Endpoint {}
    }

    static Route open(String method, String path, Endpoint.Open endpoint) {
        return new Route(method, path, endpoint);
    }

    static Route signedIn(String method, String path, Endpoint.SignedIn endpoint) {
        return new Route(method, path, endpoint);
    }

    static Route ofOne(String method, String path, Endpoint.OfOne endpoint) {
        return new Route(method, path, endpoint);
    }

    static Route socket(String path, FrameReader.Longest longest, SocketSessions sessions) {
        return new Route("GET", path, new Endpoint.Socket(longest, sessions));
    }

    /// Whether the path names one of many.
    boolean isForm() {
        return path.contains(ID);
    }

    /// The id in a path of this form, decoded; empty text where the form has none. Nothing for another path,
    /// and for one whose id is none: too long, badly encoded, of more than one segment.
    ///
    /// @param path as it was sent, without a trailing slash
    static Optional<String> id(String form, String path) {
        int at = form.indexOf(ID);
        if (at < 0) {
            return form.equals(path) ? Optional.of("") : Optional.empty();
        }
        String before = form.substring(0, at);
        String after = form.substring(at + ID.length());
        if (path.length() <= before.length() + after.length() || !path.startsWith(before) || !path.endsWith(after)) {
            return Optional.empty();
        }
        String segment = path.substring(before.length(), path.length() - after.length());
        return segment.contains("/") ? Optional.empty() : Query.segment(segment).filter(Route::isId);
    }

    private static boolean isId(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_ID
                && text.chars().noneMatch(c -> Character.isISOControl(c) || c == '/');
    }
}
