package io.jarvas.app;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A reverse proxy that shows a server under a path of its own, as Home Assistant's ingress does. One request
/// a connection.
final class PrefixProxy implements AutoCloseable {
    private static final String PREFIX = "/api/hassio_ingress/a-long-secret";
    private static final String END = "\r\n\r\n";

    /// Paths outside the prefix that were asked for, which on a real proxy are another program's.
    final Queue<String> strays = new ConcurrentLinkedQueue<>();

    private final int upstream;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    PrefixProxy(int upstream) throws IOException {
        this.upstream = upstream;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.submit(() -> {
            while (true) {
                Socket client = server.accept();
                threads.submit(() -> {
                    serve(client);
                    return true;
                });
            }
        });
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getLocalPort() + PREFIX + "/");
    }

    private void serve(Socket client) throws IOException {
        sockets.add(client);
        try (client;
                Socket jarvas = new Socket(InetAddress.getLoopbackAddress(), upstream)) {
            sockets.add(jarvas);
            InputStream in = new BufferedInputStream(client.getInputStream());
            String head = head(in);
            if (head.isEmpty()) {
                return;
            }
            String path = head.split(" ")[1];
            if (!path.startsWith(PREFIX + "/")) {
                strays.add(path);
                write(
                        client.getOutputStream(),
                        "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close" + END);
                return;
            }
            write(jarvas.getOutputStream(), forwarded(head));
            threads.submit(() -> copy(in, jarvas.getOutputStream()));
            copy(jarvas.getInputStream(), client.getOutputStream());
        }
    }

    private static String forwarded(String head) {
        List<String> lines = head.strip()
                .replaceFirst(" " + PREFIX + "/", " /")
                .lines()
                .filter(line -> !line.toLowerCase(java.util.Locale.ROOT).startsWith("connection:"))
                .toList();
        return String.join("\r\n", lines) + "\r\nConnection: close\r\nX-Forwarded-For: 192.0.2.7" + END;
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.write(b);
            if (b == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith(END)) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    /// Until one of the two sides ends.
    private static boolean copy(InputStream in, OutputStream out) throws IOException {
        try {
            byte[] buffer = new byte[8192];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                out.write(buffer, 0, length);
                out.flush();
            }
            return true;
        } catch (SocketException e) {
            return false;
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
