package io.jarvas.web;

import io.jarvas.conversation.Person;

/// What is answered at a path, and to whom.
///
/// @param path without a trailing slash; both are answered
record Route(String method, String path, Endpoint endpoint) {
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
    }

    static Route open(String method, String path, Endpoint.Open endpoint) {
        return new Route(method, path, endpoint);
    }

    static Route signedIn(String method, String path, Endpoint.SignedIn endpoint) {
        return new Route(method, path, endpoint);
    }
}
