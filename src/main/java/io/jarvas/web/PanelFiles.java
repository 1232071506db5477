package io.jarvas.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The panel's files, from the class path. A browser asks each time whether one changed.
final class PanelFiles {
    private static final Pattern NAME =
            Pattern.compile("(?:[A-Za-z0-9_@-][A-Za-z0-9._@-]*/)*[A-Za-z0-9_@-][A-Za-z0-9._@-]*");
    /// Nothing from elsewhere, and no script or style in a page.
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
            + "media-src 'self' blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
            + "worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/vnd.microsoft.icon"),
            Map.entry("woff2", "font/woff2"));

    /// @param type as in `Content-Type`
    /// @param tag as in `ETag`, with its quotes
    @SuppressWarnings("ArrayRecordComponent") // never compared, and written by nobody
    record Served(byte[] bytes, String type, String tag) {}

    private final String panel;
    private final Map<String, Served> found = new ConcurrentHashMap<>();

    /// @param panel the panel's folder on the class path: `/web/panel/`
    PanelFiles(String panel) {
        this.panel = panel;
    }

    /// The file of that path, `/` being the panel's page.
    Optional<Served> file(String path) {
        String name = path.equals("/") ? "index.html" : path.substring(1);
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(found.get(name)).or(() -> {
            Optional<Served> read = read(name, type);
            read.ifPresent(file -> found.put(name, file));
            return read;
        });
    }

    private Optional<Served> read(String name, String type) {
        try (InputStream in = PanelFiles.class.getResourceAsStream(panel + name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            String tag = "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(bytes)) + "\"";
            return Optional.of(new Served(bytes, type, tag));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
