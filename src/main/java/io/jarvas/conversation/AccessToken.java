package io.jarvas.conversation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is kept of a token with which a machine comes in: everything but the token.
///
/// @param lastUsed to the minute
public record AccessToken(Name name, Instant created, Optional<Instant> lastUsed) {
    private static final String PERSON = "token:";

    /// Who the owner's `api_token` is.
    public static final Person OF_THE_SETTINGS = new Person(PERSON + "api");

    /// What a token is called, which is also who comes with it.
    public record Name(String text) {
        private static final Pattern FORM = Pattern.compile("[a-z0-9_-]{1,50}");

        public Name {
            if (!FORM.matcher(text).matches()) {
                throw new IllegalArgumentException("no name of a token");
            }
        }

        /// Nothing where the text is no name.
        public static Optional<Name> of(String text) {
            return FORM.matcher(text).matches() ? Optional.of(new Name(text)) : Optional.empty();
        }

        /// The name of the token that the person comes with; nothing for any other person.
        public static Optional<Name> of(Person person) {
            return person.id().startsWith(PERSON) ? of(person.id().substring(PERSON.length())) : Optional.empty();
        }

        public Person person() {
            return new Person(PERSON + text);
        }

        /// Whether it is that of the token in the settings.
        public boolean isReserved() {
            return person().equals(OF_THE_SETTINGS);
        }
    }

    /// The token itself, which only its holder has.
    public record Secret(String text) {
        private static final String PREFIX = "jarvas_";
        private static final int BYTES = 32;
        private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
        private static final SecureRandom RANDOM = new SecureRandom();

        public Secret {
            if (!FORM.matcher(text).matches()) {
                throw new IllegalArgumentException("no token");
            }
        }

        /// Nothing where the text is not of the form of a token.
        public static Optional<Secret> of(String text) {
            return FORM.matcher(text).matches() ? Optional.of(new Secret(text)) : Optional.empty();
        }

        public static Secret random() {
            byte[] bytes = new byte[BYTES];
            RANDOM.nextBytes(bytes);
            return new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }

        /// What is kept of it. 32 random bytes cannot be guessed from that, so it needs no salt and no slow
        /// hash.
        public Digest digest() {
            try {
                return new Digest(HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII))));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        @Override
        public String toString() {
            return "Secret[…]";
        }
    }

    /// The SHA-256 of a token.
    ///
    /// @param hex 64 digits
    public record Digest(String hex) {
        /// Takes as long for a digest that is nearly the same as for any other.
        public boolean is(Digest other) {
            return MessageDigest.isEqual(
                    hex.getBytes(StandardCharsets.US_ASCII), other.hex.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
