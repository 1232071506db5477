package io.jarvas.web;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The parameters of a query, decoded strictly: what is not UTF-8 is refused, and what comes twice, but for ids.
record Query(Map<String, List<String>> parameters) {
    /// The one parameter that may come many times.
    static final String ID = "id";

    Query {
        parameters = Map.copyOf(parameters);
    }

    /// @param raw as it was sent, without the question mark
    static Query parse(String raw) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (name.isEmpty()) {
                continue;
            }
            List<String> values = parameters.computeIfAbsent(name, _ -> new ArrayList<>());
            if (!values.isEmpty() && !name.equals(ID)) {
                throw Refusal.badRequest("web.parameter_twice", name);
            }
            values.add(value);
        }
        return new Query(parameters);
    }

    Optional<String> get(String name) {
        return all(name).stream().findFirst();
    }

    /// Every value of a parameter that may come many times, in the order in which they were sent.
    List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    /// What one segment of a path says; nothing where it is not properly encoded.
    static Optional<String> segment(String raw) {
        try {
            // There, a plus is a plus.
            return Optional.of(decode(raw.replace("+", "%2B")));
        } catch (Refusal badlyEncoded) {
            return Optional.empty();
        }
    }

    private static String decode(String text) {
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes[length++] = hex(text, i + 1);
                i += 2;
            } else if (c > 127) {
                throw Refusal.badRequest("web.query");
            } else {
                bytes[length++] = (byte) (c == '+' ? ' ' : c);
            }
        }
        return utf8(bytes, length).orElseThrow(() -> Refusal.badRequest("web.not_utf8"));
    }

    private static byte hex(String text, int at) {
        int high = at + 1 < text.length() ? Character.digit(text.charAt(at), 16) : -1;
        int low = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        if (high < 0 || low < 0) {
            throw Refusal.badRequest("web.query");
        }
        return (byte) (high << 4 | low);
    }

    /// Whether the bytes are JSON's characters in UTF-8. Zero is none of them, and would make a parser guess
    /// at UTF-16.
    static boolean isUtf8(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer piece = CharBuffer.allocate(8 * 1024);
        CoderResult result;
        do {
            result = decoder.decode(in, piece.clear(), true);
            if (result.isError() || piece.flip().chars().anyMatch(c -> c == 0)) {
                return false;
            }
        } while (result.isOverflow());
        return true;
    }

    /// The text that the first bytes are in UTF-8; nothing where they are not.
    static Optional<String> utf8(byte[] bytes, int length) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
