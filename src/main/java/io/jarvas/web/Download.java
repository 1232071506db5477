package io.jarvas.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A file that is written as it is sent. The answer begins with the first piece that is worth sending: until
/// then, whatever goes wrong can still be told.
final class Download {
    private static final int PIECE = 32 * 1024;

    private final Call call;
    private final String type;
    private final String name;
    private final StringBuilder held = new StringBuilder();
    private Optional<OutputStream> out = Optional.empty();

    /// @param type as in `Content-Type`
    /// @param name of the file
    Download(Call call, String type, String name) {
        this.call = call;
        this.type = type;
        this.name = name;
    }

    Download write(String text) {
        held.append(text);
        if (held.length() >= PIECE) {
            send();
        }
        return this;
    }

    /// Sends what is held still. Without it, the answer does not look whole.
    void end() {
        OutputStream all = send();
        try {
            all.close();
        } catch (IOException | RuntimeException left) {
            throw call.abandoned();
        }
    }

    private OutputStream begin() {
        call.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
        return call.stream(type, "no-store");
    }

    private OutputStream send() {
        OutputStream to = out.orElseGet(this::begin);
        out = Optional.of(to);
        try {
            to.write(held.toString().getBytes(StandardCharsets.UTF_8));
            to.flush();
        } catch (IOException | RuntimeException left) {
            // Helidon's ServerConnectionException, among others.
            throw call.abandoned();
        }
        held.setLength(0);
        return to;
    }
}
