package io.jarvas.app;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where Ollama usually is, for those who do not say: names and port 11434, the nearest first.
final class OllamaPlaces {
    private static final List<String> ANYWHERE =
            List.of("localhost", "host.docker.internal", "ollama", "homeassistant.local", "ollama.local");

    /// In an add-on localhost is the add-on itself. 172.30.32.1 is the machine that Home Assistant OS runs
    /// on. An add-on's name begins with a hash of the address of its repository: these are SirUli's, and
    /// Deathproof76's for AMD cards and for none; `local` is what somebody built at home.
    private static final List<String> FROM_ADD_ON = List.of(
            "76e18fb5-ollama",
            "7cd29b60-ollama",
            "e057f0ea-ollama",
            "local-ollama",
            "172.30.32.1",
            "homeassistant.local",
            "ollama.local",
            "ollama",
            "host.docker.internal");

    private static final List<String> CONTAINER_MARKS = List.of(".dockerenv", "run/.containerenv");

    /// The default route, in little-endian hexadecimal figures.
    private static final Pattern DEFAULT_ROUTE =
            Pattern.compile("(?m)^\\S+\\s+00000000\\s+([0-9A-F]{8})\\s", Pattern.CASE_INSENSITIVE);

    private OllamaPlaces() {}

    /// @param root of the file system, `/`
    static List<URI> usual(boolean addOn, Path root) {
        Stream<String> names = addOn ? FROM_ADD_ON.stream() : Stream.concat(ANYWHERE.stream(), gateway(root).stream());
        return names.map(name -> URI.create("http://" + name + ":11434")).toList();
    }

    /// Whether this is a container, where localhost is the container.
    static boolean container(Path root) {
        return CONTAINER_MARKS.stream().anyMatch(mark -> Files.exists(root.resolve(mark)));
    }

    /// The machine that a container runs on. Elsewhere the gateway is the router of the house, which is not
    /// asked.
    private static Optional<String> gateway(Path root) {
        Path routes = root.resolve("proc/net/route");
        if (!container(root) || !Files.isReadable(routes)) {
            return Optional.empty();
        }
        try {
            Matcher route = DEFAULT_ROUTE.matcher(Files.readString(routes, StandardCharsets.US_ASCII));
            return route.find() ? Optional.of(address(Long.parseLong(route.group(1), 16))) : Optional.empty();
        } catch (IOException e) {
            System.getLogger(OllamaPlaces.class.getName())
                    .log(System.Logger.Level.DEBUG, "the container's gateway cannot be read", e);
            return Optional.empty();
        }
    }

    private static String address(long little) {
        return "%d.%d.%d.%d".formatted(little & 255, little >> 8 & 255, little >> 16 & 255, little >> 24 & 255);
    }
}
