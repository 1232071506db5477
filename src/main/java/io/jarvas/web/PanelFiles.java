package io.jarvas.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// The panel's files, from the class path.
///
/// ```
/// /                                  the page; asked for anew each time
/// /assets/1f0c…/panel.js             what it loads; kept by browsers for ever, since what changes moves
/// /assets/1f0c…/mdi/coffee.svg       any icon that Home Assistant has
/// /jarvas-chat.js                    modules for pages of others, at an address that stays
/// ```
final class PanelFiles {
    /// Nothing from elsewhere, no script or style in a page, and no text that becomes a script.
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
            + "media-src 'self' blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
            + "worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
            + "require-trusted-types-for 'script'; trusted-types lit-html dompurify 'allow-duplicates'";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_FIRST = "no-cache";
    private static final String PANEL = "panel.js";
    /// What pages of others load.
    private static final List<String> PUBLIC = List.of("jarvas-client.js", "jarvas-chat.js", "jarvas-card.js");

    /// Loaded by its address, and not by an import, for an audio worklet to run.
    private static final String WORKLET = "voice/capture.js";

    private static final String ICONS = "icons.js";
    private static final String ICON_FOLDER = "mdi/";
    private static final int LONG_ENOUGH_TO_COMPRESS = 512;
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    /// @param compressed with gzip; nothing where that would not make it smaller
    /// @param type as in `Content-Type`
    /// @param tag as in `ETag`, with its quotes
    /// @param caching as in `Cache-Control`
    @SuppressWarnings("ArrayRecordComponent") // never compared, and written by nobody
    record Served(byte[] bytes, Optional<byte[]> compressed, String type, String tag, String caching) {}

    private record Contents(Map<String, Served> files, String assets, PanelModules modules) {}

    private final String panel;
    private final Map<String, Served> icons = new ConcurrentHashMap<>();
    private @Nullable Contents contents;

    /// @param panel the panel's folder on the class path: `/web/panel/`
    PanelFiles(String panel) {
        this.panel = panel;
    }

    /// The file of that path, `/` being the panel's page.
    Optional<Served> file(String path) {
        Contents all = contents();
        return Optional.ofNullable(all.files().get(path.equals("/") ? "/index.html" : path))
                .or(() -> Optional.of(path)
                        .filter(name -> name.startsWith(all.assets() + ICON_FOLDER))
                        .flatMap(name -> icon(all, name.substring(all.assets().length() + ICON_FOLDER.length()))));
    }

    /// Each is kept once it was asked for: a home has some tens.
    private Optional<Served> icon(Contents all, String file) {
        if (!file.matches("[a-z0-9-]{1,100}\\.svg")) {
            return Optional.empty();
        }
        return Optional.ofNullable(icons.get(file)).or(() -> {
            Optional<Served> icon = MdiIcons.file(all.modules(), file).map(svg -> served(file, svg, FOR_EVER));
            icon.ifPresent(found -> icons.put(file, found));
            return icon;
        });
    }

    /// Read when somebody opens the panel first: a start need not wait for it.
    private synchronized Contents contents() {
        Contents all = contents;
        if (all == null) {
            all = read(panel);
            contents = all;
        }
        return all;
    }

    private static Contents read(String panel) {
        PanelModules modules = new PanelModules(panel);
        Map<String, byte[]> loaded = new HashMap<>();
        modules.bytes("icons.txt").ifPresent(names -> modules.add(ICONS, MdiIcons.module(modules, names)));
        List<String> open =
                PUBLIC.stream().filter(name -> modules.bytes(name).isPresent()).toList();
        modules.add(PANEL);
        open.forEach(modules::add);
        if (modules.bytes(WORKLET).isPresent()) {
            modules.add(WORKLET);
        }
        modules.all().forEach((path, text) -> loaded.put(path, text.getBytes(StandardCharsets.UTF_8)));
        for (String other : List.of("panel.css", "icon.svg")) {
            modules.bytes(other).ifPresent(bytes -> loaded.put(other, bytes));
        }
        String assets = "/assets/" + hash(loaded) + "/";
        Map<String, Served> files = new HashMap<>();
        loaded.forEach((path, bytes) -> files.put(assets + path, served(path, bytes, FOR_EVER)));
        for (String name : open) {
            files.put("/" + name, served(name, atItsPlace(modules, name, assets), ASK_FIRST));
        }
        files.put("/index.html", served("index.html", page(modules, assets), ASK_FIRST));
        return new Contents(Map.copyOf(files), assets, modules);
    }

    /// What imports nothing can be copied elsewhere as it is.
    private static byte[] atItsPlace(PanelModules modules, String name, String assets) {
        String text = modules.loadedWith(name).size() == 1
                ? Objects.requireNonNull(modules.all().get(name))
                : "export * from \"." + assets + name + "\";\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// All modules that the panel begins with are named in the page, so that the browser need not read one to
    /// hear of the next.
    private static byte[] page(PanelModules modules, String assets) {
        String page = new String(modules.bytes("index.html").orElseThrow(), StandardCharsets.UTF_8);
        String preloads = modules.loadedWith(PANEL).stream()
                .map(path -> "<link rel=\"modulepreload\" href=\"%s%s\" />".formatted(assets.substring(1), path))
                .collect(Collectors.joining("\n    "));
        return page.replace("<!-- modules -->", preloads)
                .replace("{assets}", assets.substring(1))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(Map<String, byte[]> files) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        files.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(file -> {
            all.writeBytes(file.getKey().getBytes(StandardCharsets.UTF_8));
            all.writeBytes(Sha256.of(file.getValue()));
        });
        return HexFormat.of().formatHex(Sha256.of(all.toByteArray()), 0, 8);
    }

    private static Served served(String path, byte[] bytes, String caching) {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("what type " + path + " has is not known");
        }
        String tag = "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(bytes)) + "\"";
        return new Served(bytes, compressed(bytes), type, tag, caching);
    }

    private static Optional<byte[]> compressed(byte[] bytes) {
        if (bytes.length < LONG_ENOUGH_TO_COMPRESS) {
            return Optional.empty();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(out.toByteArray()).filter(smaller -> smaller.length < bytes.length);
    }
}
