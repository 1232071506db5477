package io.jarvas.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The beginning of a WebSocket, after RFC 6455: a GET that asks for it, and the answer.
///
/// @param key that the client made up
record Handshake(String key) {
    /// The one version that there is.
    static final String VERSION = "13";

    private static final String UUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// What the request asks for; empty where it is no proper handshake.
    ///
    /// @throws Refusal where one of its headers was sent twice
    static Optional<Handshake> in(Knock knock) {
        boolean asked = knock.method().equals("GET")
                && has(knock, "upgrade", "websocket")
                && has(knock, "connection", "upgrade")
                && knock.header("sec-websocket-version").filter(VERSION::equals).isPresent();
        return knock.header("sec-websocket-key")
                .filter(key -> asked && isKey(key))
                .map(Handshake::new);
    }

    private static boolean has(Knock knock, String header, String token) {
        return knock.headers().getOrDefault(header, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .anyMatch(one -> one.strip().equalsIgnoreCase(token));
    }

    private static boolean isKey(String text) {
        try {
            return Base64.getDecoder().decode(text).length == 16;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /// The answer that makes the connection a WebSocket.
    String answer() {
        return "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: "
                + accept() + "\r\n\r\n";
    }

    private String accept() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + UUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
