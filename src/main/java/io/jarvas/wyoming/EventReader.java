package io.jarvas.wyoming;

import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads events, one after another: a line of JSON, more data of the length that the line says, a payload of the length
/// that the line says.
///
/// ```
/// {"type":"transcript","data_length":15}⏎{"text":"on it"}
/// {"type":"audio-chunk","data":{"rate":16000,"width":2,"channels":1},"payload_length":3200}⏎…
/// ```
///
/// Used by one thread, but for [#eventSince()].
final class EventReader {
    private static final int BUFFER = 16 << 10;

    private final InputStream in;
    private final EventLimits limits;
    private volatile long eventSince;

    EventReader(InputStream in, EventLimits limits) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.limits = limits;
    }

    /// Waits for the next event; nothing at the end.
    ///
    /// @throws BrokenEventException where there is no event to be read
    /// @throws EOFException where it ends within an event
    Optional<Event> next() throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        eventSince = System.nanoTime();
        Event event = event(object(line(first)));
        eventSince = 0;
        return Optional.of(event);
    }

    /// When the event began whose end has not come yet, in [System#nanoTime()]; 0 where there is none.
    long eventSince() {
        return eventSince;
    }

    private Event event(Map<String, Object> header) throws IOException {
        String type = Values.text(header, "type").orElseThrow(() -> new BrokenEventException("no type"));
        Map<String, Object> data = new LinkedHashMap<>();
        if (header.containsKey("data")) {
            if (!(header.get("data") instanceof Map<?, ?>)) {
                throw new BrokenEventException("data that is no object");
            }
            data.putAll(Values.object(header, "data"));
        }
        int dataLength = length(header, "data_length", limits.data());
        int payloadLength = length(header, "payload_length", limits.payload());
        if (dataLength > 0) {
            data.putAll(object(bytes(dataLength)));
        }
        return new Event(type, data, payloadLength > 0 ? ByteBuffer.wrap(bytes(payloadLength)) : Event.NO_PAYLOAD);
    }

    private byte[] line(int first) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int octet = first; octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the end came within an event");
            }
            if (line.size() == limits.line()) {
                throw new BrokenEventException("a line of more than " + limits.line() + " bytes");
            }
            line.write(octet);
        }
        return line.toByteArray();
    }

    private static int length(Map<String, Object> header, String name, int longest) {
        return switch (header.getOrDefault(name, 0)) {
            case Integer length when length >= 0 && length <= longest -> length;
            case Object other -> throw new BrokenEventException("a " + name + " of " + other);
        };
    }

    /// Takes no more memory than what has come, whatever the line promised.
    private byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the end came within an event");
        }
        return bytes;
    }

    private static Map<String, Object> object(byte[] utf8) {
        try {
            return Json.object(utf8);
        } catch (JsonException e) {
            throw new BrokenEventException("no object of JSON", e);
        }
    }
}
