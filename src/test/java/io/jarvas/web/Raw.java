package io.jarvas.web;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// HTTP by hand over a socket: whatever is to be sent can be sent, and what comes back is seen as it came.
final class Raw implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final int port;

    /// @param headers by lower-case name; of several the last
    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    Raw(int port) throws IOException {
        this(port, "127.0.0.1");
    }

    /// @param from the loopback address that the server sees
    Raw(int port, String from) throws IOException {
        this(port, from, 0);
    }

    /// @param buffer how many bytes the system takes in that are not read; 0 for as many as it likes
    Raw(int port, String from, int buffer) throws IOException {
        socket = new Socket();
        if (buffer > 0) {
            socket.setReceiveBufferSize(buffer);
        }
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        this.port = port;
    }

    static Answer get(int port, String target, String... headers) throws IOException {
        try (Raw raw = new Raw(port)) {
            return raw.send(raw.head("GET", target, headers) + "\r\n").answer();
        }
    }

    static Answer post(int port, String target, String body, String... headers) throws IOException {
        try (Raw raw = new Raw(port)) {
            return raw.post(target, body, headers).answer();
        }
    }

    /// One request, and its whole answer.
    static Answer request(int port, String method, String target, String... headers) throws IOException {
        try (Raw raw = new Raw(port)) {
            return raw.send(raw.head(method, target, headers) + "\r\n").answer();
        }
    }

    /// One request with a JSON body, and its whole answer.
    static Answer json(int port, String method, String target, String body, String... headers) throws IOException {
        try (Raw raw = new Raw(port)) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            raw.send(raw.head(method, target, headers) + "Content-Type: application/json\r\nContent-Length: "
                    + bytes.length + "\r\n\r\n");
            return raw.send(bytes).answer();
        }
    }

    Raw post(String target, String body, String... headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = head("POST", target, headers);
        if (!head.contains("Content-Type:")) {
            head += "Content-Type: application/json\r\n";
        }
        send(head + "Content-Length: " + bytes.length + "\r\n\r\n");
        return send(bytes);
    }

    /// Request line and headers, with a Host unless one is given, and without the empty line.
    String head(String method, String target, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        boolean host = false;
        for (String header : headers) {
            head.append(header).append("\r\n");
            host |= header.startsWith("Host:");
        }
        if (!host) {
            head.append("Host: localhost:").append(port).append("\r\n");
        }
        return head.toString();
    }

    Raw send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    Raw send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    Raw endOfRequest() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /// Goes without waiting for an answer.
    void leave() throws IOException {
        socket.close();
    }

    /// The whole next answer.
    Answer answer() throws IOException {
        Answer head = head();
        byte[] body;
        if (head.header("transfer-encoding").equals("chunked")) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
                all.writeBytes(chunk.getBytes(StandardCharsets.ISO_8859_1));
            }
            body = all.toByteArray();
        } else {
            body = in.readNBytes(Integer.parseInt("0" + head.header("content-length")));
        }
        return new Answer(head.status(), head.headers(), new String(body, StandardCharsets.UTF_8));
    }

    /// The next answer's status and headers; its body is still to come.
    Answer head() throws IOException {
        String status = line();
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Answer(Integer.parseInt(status.split(" ")[1]), headers, "");
    }

    /// The next chunk of a chunked body, its bytes as characters; empty at the end.
    String chunk() throws IOException {
        int length = Integer.parseInt(line(), 16);
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length || !line().isEmpty()) {
            throw new IOException("the connection ended inside a chunk");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /// The next event: everything up to an empty line.
    String event() throws IOException {
        return new String(chunk().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /// The next bytes, fewer at the connection's end.
    byte[] bytes(int count) throws IOException {
        return in.readNBytes(count);
    }

    /// Whether the server closed the connection, waiting for it.
    boolean isClosedByServer() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ended");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
