package io.jarvas.conversation;

import java.security.SecureRandom;
import java.time.Instant;

/// Makes ids of 26 letters and digits that sort by time and cannot be guessed: 48 bits of milliseconds, 80 of
/// chance.
///
/// The form is the one of <https://github.com/ulid/spec>, in small letters: `01kaqk3v2n8w4c5t7y9m0z6x1r`.
public final class Ulid {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ulid() {}

    public static String at(Instant now) {
        StringBuilder id = new StringBuilder(26);
        long time = now.toEpochMilli();
        for (int shift = 45; shift >= 0; shift -= 5) {
            id.append(digit(time >>> shift));
        }
        for (int i = 0; i < 16; i++) {
            id.append(digit(RANDOM.nextInt()));
        }
        return id.toString();
    }

    private static char digit(long bits) {
        return DIGITS.charAt((int) (bits & 31));
    }
}
