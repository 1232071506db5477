package io.jarvas.web;

import io.jarvas.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The panel's modules with all that they import, as browsers can load them: a library that a module calls by its name,
/// `from "lit"`, is called by its place here, `from "../_static/lit/3.3.3/index.js"`. So no page needs an import map,
/// neither the panel, whose policy forbids what is written into a page, nor one that somebody else wrote.
///
/// Libraries lie on the class path as mvnpm packs them, each with its own `META-INF/importmap.json`.
final class PanelModules {
    private static final String LIBRARIES = "/META-INF/resources";
    private static final String LIBRARY = "_static/";
    private static final Pattern IMPORT = Pattern.compile(
            "(?<before>\\b(?:from|import)\\s*(?<dynamic>\\(\\s*)?)(?<quote>[\"'])(?<what>[^\"'\\s]+)\\k<quote>");

    private final String panel;
    /// Where libraries are, by the name or, with a slash at its end, the beginning of a name.
    private final Map<String, String> places;
    private final Map<String, String> sources = new LinkedHashMap<>();
    /// What each imports before it runs; not what it loads where that is needed, `import("./status.js")`.
    private final Map<String, Set<String>> imports = new LinkedHashMap<>();

    /// @param panel the panel's folder on the class path: `/web/panel/`
    PanelModules(String panel) {
        this.panel = panel;
        this.places = places();
    }

    /// Adds a module and all that it imports.
    ///
    /// @param path from the panel's folder: `panel.js`
    void add(String path) {
        if (sources.containsKey(path)) {
            return;
        }
        String text = new String(
                bytes(path).orElseThrow(() -> new IllegalStateException("the panel lacks " + path)),
                StandardCharsets.UTF_8);
        add(path, text);
    }

    /// Adds a module whose text is made here.
    void add(String path, String text) {
        Set<String> atOnce = new LinkedHashSet<>();
        Set<String> late = new LinkedHashSet<>();
        sources.put(path, "");
        sources.put(path, rewritten(path, text, atOnce, late));
        imports.put(path, atOnce);
        atOnce.forEach(this::add);
        late.forEach(this::add);
    }

    /// All modules, as they are served, by path.
    Map<String, String> all() {
        return Collections.unmodifiableMap(sources);
    }

    /// The paths of all that is loaded before a module runs, itself first.
    Set<String> loadedWith(String path) {
        Set<String> loaded = new LinkedHashSet<>();
        collect(path, loaded);
        return loaded;
    }

    private void collect(String path, Set<String> loaded) {
        if (loaded.add(path)) {
            imports.getOrDefault(path, Set.of()).forEach(other -> collect(other, loaded));
        }
    }

    /// A file of the panel, or of a library.
    Optional<byte[]> bytes(String path) {
        String place = path.startsWith(LIBRARY) ? LIBRARIES + "/" + path : panel + path;
        try (InputStream in = PanelModules.class.getResourceAsStream(place)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where a library's file is: `@mdi/svg/svg/lock.svg`.
    Optional<String> place(String name) {
        return Optional.ofNullable(places.get(name))
                .or(() -> places.entrySet().stream()
                        .filter(entry -> entry.getKey().endsWith("/") && name.startsWith(entry.getKey()))
                        .findFirst()
                        .map(entry ->
                                entry.getValue() + name.substring(entry.getKey().length())));
    }

    /// What only looks like an import, in a text of a library, leads nowhere and stays as it is.
    private String rewritten(String path, String text, Set<String> atOnce, Set<String> late) {
        return IMPORT.matcher(text).replaceAll(found -> {
            String what = found.group("what");
            Optional<String> target = what.startsWith(".")
                    ? Optional.of(URI.create("/" + path).resolve(what).getPath().substring(1))
                    : place(what);
            if (target.filter(file -> bytes(file).isPresent() || sources.containsKey(file))
                    .isEmpty()) {
                if (what.startsWith(".") && !path.startsWith(LIBRARY)) {
                    throw new IllegalStateException(path + " imports " + what + ", which is not there");
                }
                return Matcher.quoteReplacement(found.group());
            }
            (found.group("dynamic") == null ? atOnce : late).add(target.get());
            return Matcher.quoteReplacement(
                    found.group("before") + found.group("quote") + relative(path, target.get()) + found.group("quote"));
        });
    }

    /// The way from one file to another: `../_static/lit/3.3.3/index.js`.
    private static String relative(String from, String to) {
        List<String> here = List.of(from.split("/"));
        List<String> there = List.of(to.split("/"));
        int common = 0;
        while (common < here.size() - 1
                && common < there.size() - 1
                && here.get(common).equals(there.get(common))) {
            common++;
        }
        String up = "../".repeat(here.size() - 1 - common);
        return (up.isEmpty() ? "./" : up) + String.join("/", there.subList(common, there.size()));
    }

    private static Map<String, String> places() {
        try {
            Map<String, String> places = new TreeMap<>();
            for (URL map :
                    Collections.list(PanelModules.class.getClassLoader().getResources("META-INF/importmap.json"))) {
                try (InputStream in = map.openStream()) {
                    if (Json.object(in.readAllBytes()).get("imports") instanceof Map<?, ?> imports) {
                        imports.forEach((name, place) -> places.put(
                                String.valueOf(name), String.valueOf(place).substring(1)));
                    }
                }
            }
            return places;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
