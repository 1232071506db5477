package io.jarvas.wyoming;

import io.jarvas.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Writes events, each of them whole, from any thread.
final class EventWriter {
    private static final byte[] NO_DATA = new byte[0];

    private final OutputStream out;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile long writingSince;

    EventWriter(OutputStream out) {
        this.out = out;
    }

    void write(Event event) throws IOException {
        byte[] bytes = bytes(event);
        lock.lock();
        try {
            writingSince = System.nanoTime();
            out.write(bytes);
            out.flush();
        } finally {
            writingSince = 0;
            lock.unlock();
        }
    }

    /// Since when the other side has not taken what is being written, in [System#nanoTime()]; 0 where nothing
    /// is.
    long writingSince() {
        return writingSince;
    }

    static byte[] bytes(Event event) {
        byte[] data = event.data().isEmpty() ? NO_DATA : Json.bytes(event.data());
        ByteBuffer payload = event.payload().duplicate();
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("type", event.type());
        if (data.length > 0) {
            header.put("data_length", data.length);
        }
        if (payload.hasRemaining()) {
            header.put("payload_length", payload.remaining());
        }
        byte[] line = Json.bytes(header);
        byte[] bytes = new byte[line.length + 1 + data.length + payload.remaining()];
        ByteBuffer.wrap(bytes).put(line).put((byte) '\n').put(data).put(payload);
        return bytes;
    }
}
