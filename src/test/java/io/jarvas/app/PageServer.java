package io.jarvas.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Somebody else's web site.
final class PageServer implements AutoCloseable {
    private static final String START = """
            <!doctype html>
            <html lang="en">
              <head>
                <meta charset="utf-8" />
                <title>Somebody's page</title>
                <link rel="icon" href="data:," />
            """;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, String> policies = new ConcurrentHashMap<>();

    PageServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /// The site's origin as the browser names it: `http://localhost:41000`.
    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /// @param path with its slash
    URI file(String path, byte[] bytes) {
        files.put(path, bytes);
        return URI.create(origin() + path);
    }

    /// @param inside what follows in the page's head and body
    URI page(String path, String inside) {
        return file(path, (START + inside).getBytes(StandardCharsets.UTF_8));
    }

    /// A page with a policy of its own.
    ///
    /// @param policy as in `Content-Security-Policy`
    URI page(String path, String policy, String inside) {
        policies.put(path, policy);
        return page(path, inside);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] bytes = files.get(path);
            if (bytes == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders()
                    .set("Content-Type", path.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8");
            if (policies.containsKey(path)) {
                exchange.getResponseHeaders().set("Content-Security-Policy", policies.get(path));
            }
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
