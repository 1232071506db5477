package io.jarvas.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A client that posts JSON and reads the answer's lines, each with the moment at which its last byte was
/// here. What frames the chunks of the answer comes as lines too. For one thread.
final class StampedLines implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private byte[] buffer = new byte[16 * 1024];
    private int from;
    private int to;
    private long stamp;

    private StampedLines(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    static StampedLines post(int port, String path, String json) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(request(port, path, json));
        return new StampedLines(socket);
    }

    static byte[] request(int port, String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    /// Reads on until a line holds the text.
    ///
    /// @return when its last byte was here
    long await(String text) throws IOException {
        while (true) {
            for (int i = from; i < to; i++) {
                if (buffer[i] == '\n') {
                    String line = new String(buffer, from, i - from, StandardCharsets.UTF_8);
                    from = i + 1;
                    if (line.contains(text)) {
                        return stamp;
                    }
                }
            }
            fill();
        }
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, to * 2);
        }
        int read = in.read(buffer, to, buffer.length - to);
        stamp = System.nanoTime();
        if (read < 0) {
            throw new IOException("the answer ended: " + new String(buffer, 0, to, StandardCharsets.UTF_8));
        }
        to += read;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
