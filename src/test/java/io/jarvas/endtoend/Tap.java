package io.jarvas.endtoend;

import io.jarvas.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands between Jarvas and a server, passes every byte on, and tells what Jarvas asks for.
final class Tap implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Tap.class.getName());

    private final ServerSocket listener;
    private final URI server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger hungUp = new AtomicInteger();
    private volatile long answerLimit = Long.MAX_VALUE;

    Tap(URI server) {
        this.server = server;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /// What Jarvas has asked for since the last look: `GET /api/states` for a request, `call_service` for a
    /// message over a WebSocket.
    List<String> asked() {
        List<String> all = new ArrayList<>();
        for (String next = asked.poll(); next != null; next = asked.poll()) {
            all.add(next);
        }
        return all;
    }

    /// On connections made from now on, the server's answers stop after so many bytes, as one that is slow.
    void answersStopAfter(long bytes) {
        answerLimit = bytes;
    }

    /// How many connections Jarvas has closed whose answers were to stop.
    int hungUp() {
        return hungUp.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket upstream = new Socket();
                sockets.add(client);
                sockets.add(upstream);
                Thread.ofVirtual().start(() -> serve(client, upstream, answerLimit));
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the tap is closed", e);
        }
    }

    private void serve(Socket client, Socket upstream, long limit) {
        try (client;
                upstream) {
            upstream.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            Thread.ofVirtual().start(() -> answers(upstream, client, limit));
            pump(client.getInputStream(), upstream.getOutputStream(), Long.MAX_VALUE, new Requests());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection ended", e);
        }
        // With a farewell or without.
        if (limit != Long.MAX_VALUE) {
            hungUp.incrementAndGet();
        }
    }

    private static void answers(Socket upstream, Socket client, long limit) {
        try {
            if (pump(upstream.getInputStream(), client.getOutputStream(), limit, (_, _) -> {})) {
                client.shutdownOutput();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection ended", e);
        }
    }

    private interface Reader {
        void read(byte[] bytes, int length);
    }

    /// @return whether the source came to its end before the limit
    private static boolean pump(InputStream from, OutputStream to, long limit, Reader reader) throws IOException {
        byte[] bytes = new byte[16_384];
        long passed = 0;
        while (passed < limit) {
            int length = from.read(bytes);
            if (length < 0) {
                return true;
            }
            reader.read(bytes, length);
            to.write(bytes, 0, length);
            passed += length;
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /// Reads what a client sends on one connection: HTTP requests, and after an upgrade WebSocket messages.
    private final class Requests implements Reader {
        private final ByteArrayOutputStream unread = new ByteArrayOutputStream();
        private boolean socket;

        @Override
        public void read(byte[] bytes, int length) {
            unread.write(bytes, 0, length);
            byte[] all = unread.toByteArray();
            int position = 0;
            for (int next = next(all, 0); next > position; next = next(all, position)) {
                position = next;
            }
            unread.reset();
            unread.write(all, position, all.length - position);
        }

        /// @return where the next begins, or `at` where this one is not whole yet
        private int next(byte[] all, int at) {
            return socket ? frame(all, at) : request(all, at);
        }

        private int request(byte[] all, int at) {
            String text = new String(all, at, all.length - at, StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return at;
            }
            String head = text.substring(0, end);
            int body = head.lines()
                    .map(line -> line.toLowerCase(Locale.ROOT))
                    .filter(line -> line.startsWith("content-length:"))
                    .mapToInt(line -> Integer.parseInt(
                            line.substring("content-length:".length()).strip()))
                    .findFirst()
                    .orElse(0);
            if (text.length() < end + 4 + body) {
                return at;
            }
            asked.add(head.lines().findFirst().orElse("").replace(" HTTP/1.1", ""));
            socket = head.toLowerCase(Locale.ROOT).contains("upgrade: websocket");
            return at + end + 4 + body;
        }

        /// A client's frame (RFC 6455, 5.2): always masked.
        private int frame(byte[] all, int at) {
            if (all.length < at + 2) {
                return at;
            }
            int size = all[at + 1] & 0x7F;
            int more = size == 126 ? 2 : size == 127 ? 8 : 0;
            int mask = at + 2 + more;
            if (all.length < mask + 4) {
                return at;
            }
            if (more > 0) {
                size = 0;
                for (int i = at + 2; i < mask; i++) {
                    size = size << 8 | (all[i] & 0xFF);
                }
            }
            int end = mask + 4 + size;
            if (all.length < end) {
                return at;
            }
            if ((all[at] & 0x0F) == 1) {
                byte[] text = new byte[size];
                for (int i = 0; i < size; i++) {
                    text[i] = (byte) (all[mask + 4 + i] ^ all[mask + i % 4]);
                }
                asked.add(String.valueOf(Json.object(text).get("type")));
            }
            return end;
        }
    }
}
