package io.jarvas.wyoming;

import io.jarvas.speech.AssistReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// An answer on its way to a client piece by piece.
final class HandledStream {
    private final EventWriter writer;
    private final Map<String, Object> context;
    private boolean begun;

    HandledStream(EventWriter writer, Map<String, Object> context) {
        this.writer = writer;
        this.context = context;
    }

    /// @throws UncheckedIOException where the client is gone
    void piece(String text) {
        try {
            begin();
            writer.write(new Event("handled-chunk", Map.of("text", text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What could not be answered has no stream, unless it began as one.
    void end(AssistReply reply) throws IOException {
        switch (reply) {
            case AssistReply.Handled handled -> {
                if (!begun) {
                    piece(handled.text());
                }
            }
            case AssistReply.NotHandled notHandled -> {}
        }
        writer.write(event(reply, context));
        if (begun) {
            writer.write(new Event("handled-stop"));
        }
    }

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            writer.write(new Event("handled-start", Map.of("context", context)));
        }
    }

    static Event event(AssistReply reply, Map<String, Object> context) {
        String type = switch (reply) {
            case AssistReply.Handled handled -> "handled";
            case AssistReply.NotHandled notHandled -> "not-handled";
        };
        return new Event(type, Map.of("text", reply.text(), "context", context));
    }
}
