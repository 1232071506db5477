package io.jarvas.web;

import io.jarvas.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The icons that Home Assistant uses too: Material Design Icons, a file each.
final class MdiIcons {
    private static final Pattern PATH = Pattern.compile("<path d=\"([^\"]+)\"");

    private MdiIcons() {}

    /// @param file `coffee.svg`
    static Optional<byte[]> file(PanelModules modules, String file) {
        return modules.place("@mdi/svg/svg/" + file).flatMap(modules::bytes);
    }

    /// The module of those that the panel always needs, so that none comes late: their paths by name.
    ///
    /// @param names one on a line, in UTF-8
    static String module(PanelModules modules, byte[] names) {
        Map<String, String> paths = new TreeMap<>();
        new String(names, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(name -> paths.put(name, path(modules, name)));
        return "export default " + Json.text(paths) + ";\n";
    }

    private static String path(PanelModules modules, String name) {
        String svg = file(modules, name + ".svg")
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException("there is no icon called " + name));
        Matcher path = PATH.matcher(svg);
        if (!path.find()) {
            throw new IllegalStateException("the icon " + name + " has no path");
        }
        return path.group(1);
    }
}
