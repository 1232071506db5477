package io.jarvas.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;

/// Stands in front of a Home Assistant, hands on every byte, and notes to the nanosecond when the last byte
/// of a `call_service` message came in.
final class HomeRelay implements AutoCloseable {
    private static final int LARGEST = 64 * 1024;

    private final ServerSocket server;
    private final URI home;
    private final LinkedBlockingQueue<Long> calls = new LinkedBlockingQueue<>();

    HomeRelay(URI home) throws IOException {
        this.home = home;
        server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("home-relay").start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /// When each call came in.
    LinkedBlockingQueue<Long> calls() {
        return calls;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket behind = new Socket(home.getHost(), home.getPort());
                client.setTcpNoDelay(true);
                behind.setTcpNoDelay(true);
                Thread.ofPlatform().daemon().name("home-relay-in").start(() -> in(client, behind));
                Thread.ofPlatform().daemon().name("home-relay-out").start(() -> out(behind, client));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static void out(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // One of the two has gone, and takes the other along.
        }
    }

    private void in(Socket from, Socket to) {
        Frames frames = new Frames();
        byte[] buffer = new byte[LARGEST];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                long now = System.nanoTime();
                if (frames.calls(buffer, read)) {
                    calls.add(now);
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException ended) {
            // One of the two has gone, and takes the other along.
        }
    }

    /// The frames of a WebSocket's client, as far as a call of a service is to be seen in them. For one
    /// thread.
    private static final class Frames {
        private byte[] seen = new byte[0];
        private boolean upgraded;

        /// Whether these bytes complete the message of a call.
        private boolean calls(byte[] bytes, int length) {
            int before = seen.length;
            seen = Arrays.copyOf(seen, before + length);
            System.arraycopy(bytes, 0, seen, before, length);
            if (!upgraded) {
                String head = new String(seen, StandardCharsets.ISO_8859_1);
                int end = head.indexOf("\r\n\r\n");
                if (end < 0 || !head.contains("/api/websocket")) {
                    return false;
                }
                upgraded = true;
                seen = Arrays.copyOfRange(seen, end + 4, seen.length);
            }
            boolean found = false;
            for (int size = frame(); size > 0; size = frame()) {
                found |= text(size).contains("\"call_service\"");
                seen = Arrays.copyOfRange(seen, size, seen.length);
            }
            return found;
        }

        /// The length of the first frame, which a client masks; 0 where it is not here whole.
        private int frame() {
            int payload = payload();
            return payload < 0 || seen.length < body() + payload ? 0 : body() + payload;
        }

        private int payload() {
            if (seen.length < 8) {
                return seen.length < 6 || (seen[1] & 0x7f) > 1 ? -1 : seen[1] & 0x7f;
            }
            int small = seen[1] & 0x7f;
            return small < 126 ? small : ((seen[2] & 0xff) << 8) | (seen[3] & 0xff);
        }

        private int body() {
            return (seen[1] & 0x7f) < 126 ? 6 : 8;
        }

        private String text(int size) {
            int body = body();
            byte[] plain = new byte[size - body];
            for (int i = 0; i < plain.length; i++) {
                plain[i] = (byte) (seen[body + i] ^ seen[body - 4 + i % 4]);
            }
            return new String(plain, StandardCharsets.UTF_8);
        }
    }
}
