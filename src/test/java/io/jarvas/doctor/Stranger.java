package io.jarvas.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;

/// Whoever answers at an address, byte by byte as a test has it.
final class Stranger implements AutoCloseable {
    /// Answers one request; the connection closes at its end.
    interface Script {
        /// @param path with its query; empty where the client said nothing that reads like a request
        void answer(String path, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final String scheme;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    private Stranger(ServerSocket server, String scheme, Script script) {
        this.server = server;
        this.scheme = scheme;
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket socket = server.accept();
                    sockets.add(socket);
                    Thread.ofVirtual().start(() -> serve(socket, script));
                }
            } catch (IOException e) {
                assert server.isClosed() : e;
            }
        });
    }

    static Stranger plain(Script script) throws IOException {
        return new Stranger(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http", script);
    }

    static Stranger secure(SSLContext identity, Script script) throws IOException {
        ServerSocket server =
                identity.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return new Stranger(server, "https", script);
    }

    /// Always this answer.
    static Script always(String status, String headers, String body) {
        return (_, out) -> write(out, status, headers, body);
    }

    static void write(OutputStream out, String status, String headers, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + "\r\n" + headers + (headers.isEmpty() ? "" : "\r\n") + "Content-Length: "
                + bytes.length + "\r\nConnection: close\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.UTF_8));
        out.write(bytes);
        out.flush();
    }

    static void json(OutputStream out, String body) throws IOException {
        write(out, "200 OK", "Content-Type: application/json", body);
    }

    private static void serve(Socket socket, Script script) {
        try (socket) {
            script.answer(path(socket.getInputStream()), socket.getOutputStream());
        } catch (IOException | InterruptedException e) {
            System.getLogger(Stranger.class.getName()).log(System.Logger.Level.DEBUG, "a client left", e);
        }
    }

    private static String path(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
            if (head.length() == 1 && next < 'A') {
                return "";
            }
        }
        String[] words = head.toString().split(" ", 3);
        int length = head.toString().toLowerCase(java.util.Locale.ROOT).indexOf("content-length:");
        if (length >= 0) {
            String rest = head.substring(length + 15);
            in.readNBytes(Integer.parseInt(rest.substring(0, rest.indexOf("\r")).strip()));
        }
        return words.length == 3 ? words[1] : "";
    }

    URI url() {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
