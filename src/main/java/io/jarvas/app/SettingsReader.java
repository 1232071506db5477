package io.jarvas.app;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.config.Config;
import io.helidon.config.ConfigException;
import io.helidon.config.ConfigSources;
import io.jarvas.action.OwnerRules;
import io.jarvas.choice.SpeechPlaces;
import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import io.jarvas.language.Language;
import io.jarvas.memory.Remember;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the settings: from the options that the Supervisor wrote in an add-on, elsewhere from `jarvas.yaml`;
/// environment variables win over both. An empty value is as good as none.
public final class SettingsReader {
    /// Where things are looked for.
    ///
    /// @param options the Supervisor's file
    /// @param data the data directory of an add-on or a container
    /// @param home the user's
    /// @param root of the file system
    public record Places(Path options, Path data, Path workingDirectory, Path home, Path root) {
        public static Places usual() {
            return new Places(
                    Path.of("/data/options.json"),
                    Path.of("/data"),
                    Path.of(""),
                    Path.of(System.getProperty("user.home")),
                    Path.of("/"));
        }
    }

    private static final String PREFIX = "JARVAS_";
    private static final String CONFIG = "JARVAS_CONFIG";

    private static final String AUTO = "auto";

    private static final URI SUPERVISOR = URI.create("http://supervisor/core");
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");
    private static final Pattern MODEL = Pattern.compile("[\\w./:@-]+");
    private static final Pattern PIN = Pattern.compile("[0-9]{4,12}");
    private static final Pattern PIN_IN_YAML = Pattern.compile("^pin\\s*:\\s*([0-9]+)\\b", Pattern.MULTILINE);
    private static final Pattern KEEP_ALIVE = Pattern.compile("-1|\\d+|(\\d+(\\.\\d+)?(ms|s|m|h))+");
    private static final Pattern HOST = Pattern.compile("[\\w.:%-]+");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLACE = Pattern.compile("line \\d+, column \\d+");
    private static final String URL = "an http or https address such as http://homeassistant.local:8123";

    private static final Map<String, System.Logger.Level> LEVELS = Map.of(
            "trace", System.Logger.Level.TRACE,
            "debug", System.Logger.Level.DEBUG,
            "info", System.Logger.Level.INFO,
            "warning", System.Logger.Level.WARNING,
            "error", System.Logger.Level.ERROR);

    private static final Map<String, Remember> REMEMBER =
            // YAML takes a bare off for false.
            Map.of("off", Remember.OFF, "false", Remember.OFF, "asked", Remember.ASKED, "learn", Remember.LEARN);

    private final Map<String, String> environment;
    private final Places places;

    public SettingsReader(Map<String, String> environment, Places places) {
        this.environment = Map.copyOf(environment);
        this.places = places;
    }

    /// @throws SettingsException that names everything that is wrong
    public Settings read() {
        return read(Map.of());
    }

    /// As [#read()], with values of the program's own that win over all others; an empty one unsets.
    ///
    /// @throws SettingsException that names everything that is wrong
    public Settings read(Map<String, String> own) {
        String supervisorToken =
                environment.getOrDefault("SUPERVISOR_TOKEN", "").strip();
        boolean addOn = !supervisorToken.isEmpty();
        GivenValues given = new GivenValues();
        readFile(addOn, given);
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !name.equals(CONFIG)) {
                given.addVariable(name.substring(PREFIX.length()).toLowerCase(Locale.ROOT), value, name);
            }
        });
        given.add(own, "the demo");
        Settings settings = settings(supervisorToken, given);
        List<String> problems = given.problems();
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return settings;
    }

    /// The keys of all settings.
    static Set<String> keys() {
        GivenValues given = new GivenValues();
        var _ = new SettingsReader(Map.of(), Places.usual()).settings("", given);
        return given.known();
    }

    /// @param supervisorToken empty outside an add-on
    private Settings settings(String supervisorToken, GivenValues given) {
        boolean addOn = !supervisorToken.isEmpty();
        Settings.HomeAssistant homeAssistant = homeAssistant(supervisorToken, given);
        Settings.Ollama ollama = ollama(OllamaPlaces.usual(addOn, places.root()), given);
        return new Settings(
                addOn,
                homeAssistant,
                ollama,
                language(given),
                web(addOn, given),
                new Settings.Limits(
                        given.findInteger("max_turns", 1, 10_000).orElse(256),
                        given.findInteger("max_queue", 0, 10_000).orElse(64)),
                rules(given),
                given.findInteger("history_days", 1, 3650).orElse(365),
                given.find(
                                "remember",
                                "off, asked or learn",
                                text -> Optional.ofNullable(REMEMBER.get(text.toLowerCase(Locale.ROOT))))
                        .orElse(Remember.ASKED),
                given.findInteger("audit_days", 1, 3650).orElse(90),
                given.find(
                        "search_url",
                        "the http or https address of a SearXNG server such as http://searxng.local:8080",
                        SettingsReader::address),
                new VoiceSettings(given)
                        .read(supervisorToken, SpeechPlaces.hosts(addOn, homeAssistant.url(), ollama.urls())),
                dataDirectory(addOn, given),
                new Settings.Log(
                        given.find(
                                        "log_level",
                                        "trace, debug, info, warning or error",
                                        text -> Optional.ofNullable(LEVELS.get(text.toLowerCase(Locale.ROOT))))
                                .orElse(System.Logger.Level.INFO),
                        given.find("log_json", "true or false", SettingsReader::bool)
                                .orElse(false)));
    }

    /// The language of the person at the terminal, as far as Jarvas speaks it.
    Optional<Language> systemLanguage() {
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .flatMap(value -> Language.ofTag(value.split("[._@]", 2)[0]));
    }

    static String capitals(String key) {
        return key.toUpperCase(Locale.ROOT);
    }

    /// Whether only this machine can reach what listens there.
    static boolean loopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    /// Whether what listens there can be reached by every address of this machine.
    static boolean everywhere(String host) {
        return host.equals("0.0.0.0") || host.equals("::");
    }

    /// @param supervisorToken empty outside an add-on
    private static Settings.HomeAssistant homeAssistant(String supervisorToken, GivenValues given) {
        Optional<URI> url = given.find("home_assistant_url", URL, SettingsReader::address);
        Optional<String> token =
                given.findSecret("home_assistant_token", "a token without spaces and line breaks", matching(TOKEN));
        if (!supervisorToken.isEmpty() && !given.has("home_assistant_url")) {
            return new Settings.HomeAssistant(SUPERVISOR, token.orElse(supervisorToken));
        }
        if (!given.has("home_assistant_url")) {
            given.problem(
                    "home_assistant_url is not set: write it into jarvas.yaml or JARVAS_HOME_ASSISTANT_URL, such as"
                            + " http://homeassistant.local:8123, or try ./jarvas demo, which needs no Home Assistant.");
        }
        // The Supervisor's token is for the Supervisor alone: another address needs one of its own.
        if (!given.has("home_assistant_token")) {
            given.problem(
                    "home_assistant_token is not set: make a long-lived access token in Home Assistant (your profile,"
                            + " Security) and write it into jarvas.yaml or JARVAS_HOME_ASSISTANT_TOKEN.");
        }
        return new Settings.HomeAssistant(url.orElse(SUPERVISOR), token.orElse(""));
    }

    /// @param usual where Ollama is looked for where nobody says
    private static Settings.Ollama ollama(List<URI> usual, GivenValues given) {
        List<URI> urls = given.list(
                "ollama_url", "an http or https address such as http://localhost:11434", SettingsReader::address);
        String name = "a model's name such as qwen3:4b";
        Optional<String> model = given.find("ollama_model", name, matching(MODEL));
        List<String> models = Stream.concat(model.stream(), given.list("models", name, matching(MODEL)).stream())
                .distinct()
                .toList();
        return new Settings.Ollama(
                urls.isEmpty() ? usual : urls,
                urls.isEmpty(),
                model,
                models,
                given.findInteger("ollama_context", 1024, 1_048_576).orElse(8192),
                given.find(
                                "ollama_keep_alive",
                                "-1 for ever, a number of seconds, or a time such as 10m",
                                matching(KEEP_ALIVE))
                        .orElse("-1"),
                given.find("native_tools", "true or false", SettingsReader::bool)
                        .orElse(false),
                Duration.ofSeconds(
                        given.findInteger("ollama_first_token_seconds", 1, 3600).orElse(300)),
                Duration.ofSeconds(
                        given.findInteger("ollama_silence_seconds", 1, 3600).orElse(60)));
    }

    private static Settings.Rules rules(GivenValues given) {
        String item = "a domain, an entity or a service such as switch.heater*, label:… or class:…";
        Function<String, Optional<String>> parse = text -> Optional.of(text).filter(OwnerRules::valid);
        return new Settings.Rules(
                given.list("confirm", item, parse),
                given.list("never", item, parse),
                given.findSecret("pin", "4 to 12 digits", matching(PIN)));
    }

    private static Optional<Language> language(GivenValues given) {
        return given.find(
                        "language",
                        "auto, en or pt",
                        text -> Optional.of(text)
                                .filter(tag -> tag.equalsIgnoreCase(AUTO)
                                        || Language.ofTag(tag).isPresent()))
                .flatMap(Language::ofTag);
    }

    /// In an add-on the doors are the Supervisor's ingress and the second listener, and both come from
    /// outside the container.
    private static Settings.Web web(boolean addOn, GivenValues given) {
        String host = given.find("host", "a host name or an IP address", matching(HOST))
                .orElse(addOn ? "0.0.0.0" : "127.0.0.1");
        int port = given.findInteger("port", 1, 65535).orElse(8099);
        Optional<Integer> apiPort =
                given.findInteger("api_port", 1, 65535).or(() -> addOn ? Optional.of(8100) : Optional.empty());
        Optional<String> apiToken =
                given.findSecret("api_token", "a token without spaces and line breaks", matching(TOKEN));
        if (apiPort.isPresent() && apiPort.get() == port) {
            given.problem("port and api_port are both " + port + "; they must differ.");
        }
        return new Settings.Web(
                host,
                port,
                apiPort.map(OptionalInt::of).orElse(OptionalInt.empty()),
                apiToken,
                given.find(
                        "public_url",
                        "an http or https address such as https://jarvas.example",
                        SettingsReader::address),
                given.list("origins", "a page's origin such as https://dash.example", SettingsReader::origin));
    }

    private Path dataDirectory(boolean addOn, GivenValues given) {
        Optional<Path> chosen = given.find("data_dir", "a directory's path", text -> {
            try {
                return Optional.of(text.startsWith("~/") ? places.home().resolve(text.substring(2)) : Path.of(text));
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        });
        return chosen.orElseGet(() -> addOn || (Files.isDirectory(places.data()) && Files.isWritable(places.data()))
                ? places.data()
                : places.home().resolve(".local/share/jarvas"));
    }

    private void readFile(boolean addOn, GivenValues given) {
        String chosen = environment.getOrDefault(CONFIG, "");
        Path file =
                addOn ? places.options() : places.workingDirectory().resolve(chosen.isBlank() ? "jarvas.yaml" : chosen);
        if (!Files.exists(file)) {
            if (!addOn && !chosen.isBlank()) {
                given.problem("JARVAS_CONFIG names " + file + ", and there is no such file.");
            }
            return;
        }
        try {
            String text = Files.readString(file);
            given.add(addOn ? Json.object(text) : yaml(text), file.getFileName().toString());
        } catch (IOException e) {
            given.problem(file + " cannot be read (" + e + ").");
        } catch (JsonException e) {
            given.problem(file + " is not a JSON object.");
        } catch (ConfigException e) {
            given.problem(file + " is not YAML of the form \"key: value\"" + place(e) + ".");
        }
    }

    private static Map<String, Object> yaml(String text) {
        // YAML takes a number that begins with a nought for an octal one; a PIN is text.
        String quoted = PIN_IN_YAML.matcher(text).replaceFirst("pin: \"$1\"");
        // References such as ${x} are left as they are: a token may hold them.
        Config config = Config.builder(ConfigSources.create(quoted, MediaTypes.APPLICATION_X_YAML))
                .disableEnvironmentVariablesSource()
                .disableSystemPropertiesSource()
                .disableKeyResolving()
                .disableValueResolving()
                .build();
        Map<String, Object> values = new HashMap<>();
        for (Config node : config.asNodeList().orElse(List.of())) {
            values.put(
                    node.key().name(),
                    switch (node.type()) {
                        case VALUE -> node.asString().orElse("");
                        case LIST ->
                            node.asNodeList().orElse(List.of()).stream()
                                    .map(item -> item.isLeaf() ? item.asString().orElse("") : Map.of())
                                    .toList();
                        case OBJECT -> Map.of();
                        case MISSING -> "";
                    });
        }
        return values;
    }

    /// Where the parser stopped. Its message also quotes the lines around, and there may be a token in them.
    private static String place(ConfigException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher place = PLACE.matcher(String.valueOf(cause.getMessage()));
            String last = "";
            while (place.find()) {
                last = " (" + place.group() + ")";
            }
            if (!last.isEmpty()) {
                return last;
            }
        }
        return "";
    }

    private static Function<String, Optional<String>> matching(Pattern pattern) {
        Predicate<String> allowed = pattern.asMatchPredicate();
        return text -> Optional.of(text).filter(allowed);
    }

    private static Optional<Boolean> bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /// An http or https address without a slash at its end, and without what does not belong to a server:
    /// user, query, fragment.
    private static Optional<URI> address(String text) {
        try {
            URI uri = new URI(text.replaceAll("/+$", ""));
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            boolean bare = uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
            return http && bare && uri.getHost() != null && uri.getPort() <= 65535
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /// As browsers write it in `Origin`.
    private static Optional<String> origin(String text) {
        return address(text)
                .filter(uri -> uri.getPath().isEmpty())
                .map(uri -> uri.toString().toLowerCase(Locale.ROOT));
    }
}
