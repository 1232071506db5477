package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jarvas.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// What Home Assistant's Supervisor, its store and the add-on linter want of the files beside `config.yaml`, in the
/// state of August 2026. The Supervisor drops what it does not know in silence, so it is looked for here.
class AddOnTest {
    /// What both the Supervisor and the linter know, with the defaults that the linter does not want to see
    /// repeated; no value where there is none.
    private static final Map<String, Object> KEYS = keys();

    private static final Pattern TYPE =
            Pattern.compile("(?:bool|email|url|port|str(?:\\(\\d*,\\d*\\))?|password(?:\\(\\d*,\\d*\\))?"
                    + "|int\\((?<least>-?\\d+),(?<most>-?\\d+)\\)|float\\(-?[\\d.]*,-?[\\d.]*\\)"
                    + "|match\\((?<match>.*)\\)|list\\((?<list>.+)\\))(?<optional>\\?)?");

    private final Map<String, Object> config = yaml("config.yaml");
    private final Map<String, Object> options = object(config.get("options"));
    private final Map<String, Object> schema = object(config.get("schema"));

    @TempDir
    private Path directory;

    @Test
    void everyKeyIsKnownAndNoneRepeatsItsDefault() {
        assertThat(KEYS).containsKeys(config.keySet().toArray(String[]::new));
        assertThat(config)
                .allSatisfy(
                        (key, value) -> assertThat(value).as(key).isNotNull().isNotEqualTo(KEYS.get(key)));
    }

    @Test
    void whatTheStoreRequiresIsThere() {
        assertThat(config.get("name"))
                .isEqualTo("Jarvas")
                .isEqualTo(yaml("repository.yaml").get("name"));
        assertThat(config.get("slug")).asString().matches("[-_.A-Za-z0-9]+");
        assertThat(config.get("description")).asString().isNotBlank();
        assertThat(config.get("arch")).isEqualTo(List.of("aarch64", "amd64"));
        assertThat(config.get("url")).isEqualTo(yaml("repository.yaml").get("url"));
        assertThat(yaml("repository.yaml").keySet()).isSubsetOf("name", "url", "maintainer");
    }

    @Test
    void theVersionIsTextAndTheProgramsOwn() throws IOException {
        Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        assertThat(config.get("version")).isEqualTo(version.group(1));
        assertThat(Files.readString(Path.of("config.yaml"))).contains("\nversion: \"" + version.group(1) + "\"\n");
        assertThat(Files.readString(Path.of("CHANGELOG.md"))).contains("\n## " + version.group(1) + "\n");
    }

    /// Five to begin with, two for ingress, one for a profile of its own, eight at most; and nothing that takes
    /// some away.
    @Test
    void theSecurityRatingIsTheBest() {
        int rating = 5;
        if (Boolean.TRUE.equals(config.get("ingress"))) {
            rating += 2;
        }
        if (Files.exists(Path.of("apparmor.txt")) && !Boolean.FALSE.equals(config.get("apparmor"))) {
            rating += 1;
        }
        assertThat(rating).isEqualTo(8);
        assertThat(config)
                .doesNotContainKeys(
                        "privileged",
                        "kernel_modules",
                        "hassio_role",
                        "host_network",
                        "host_pid",
                        "host_uts",
                        "host_dbus",
                        "docker_api",
                        "full_access",
                        "hassio_api");
    }

    @Test
    void everyoneInTheHouseMaySeeThePanel() {
        assertThat(config).containsEntry("panel_admin", false).containsEntry("ingress", true);
        assertThat(config.get("homeassistant")).isEqualTo("2026.3.0");
        assertThat(object(config.get("ports")))
                .hasSize(1)
                .containsKey("8100/tcp")
                .doesNotContainValue(8100);
    }

    @Test
    void whatBackupsLeaveOutIsPlainPatternsAndNeverTheCopy() {
        List<String> patterns = list(config.get("backup_exclude"));
        assertThat(patterns)
                .isNotEmpty()
                .allSatisfy(pattern ->
                        assertThat(pattern).matches("[A-Za-z0-9._*-]+").doesNotContain("**"));
        assertThat(patterns)
                .noneMatch(pattern -> Path.of("")
                        .getFileSystem()
                        .getPathMatcher("glob:" + pattern)
                        .matches(Path.of("jarvas.db.backup")));
    }

    @Test
    void nothingMustBeSetAndWhatIsShownIsTheProgramsOwnDefault() {
        assertThat(schema.keySet()).containsAll(options.keySet());
        assertThat(schema.values())
                .allSatisfy(type -> assertThat(type(type).group("optional")).isNotNull());
        assertThat(options)
                .allSatisfy(
                        (key, value) -> assertThat(accepts(key, value)).as(key).isTrue());

        assertThat(read(options)).isEqualTo(read(Map.of()));
    }

    @ParameterizedTest
    @MethodSource("optionNames")
    void everyOptionIsASettingWithTheSameBounds(String name) {
        Matcher type = type(schema.get(name));
        String bound = type.group("most");
        if (bound != null) {
            assertThat(read(Map.of(name, Integer.parseInt(bound)))).isNotNull();
            assertThat(read(Map.of(name, Integer.parseInt(type.group("least")))))
                    .isNotNull();
            assertThatThrownBy(() -> read(Map.of(name, Integer.parseInt(bound) + 1)))
                    .hasMessageContaining(name);
        } else if (type.group("list") != null) {
            for (String value : type.group("list").split("\\|")) {
                assertThat(read(Map.of(name, value))).as(value).isNotNull();
            }
        } else {
            assertThat(read(Map.of(name, ""))).isEqualTo(read(Map.of()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ollama_url, http://192.168.1.20:11434, true",
        "ollama_url, 'http://a:11434, https://b.example:11434', true",
        "ollama_url, 192.168.1.20, false",
        "pin, 2468, true",
        "pin, 12, false",
        "search_url, http://searx:8080, true",
        "speech_to_text, tcp://192.168.1.20:10300, true",
        "speech_to_text, stt.faster_whisper, true",
        "speech_to_text, tts.piper, false",
        "text_to_speech, tts.piper, true",
        "text_to_speech, off, true",
    })
    void whatTheSupervisorAcceptsTheProgramDoesToo(String name, String value, boolean good) {
        assertThat(accepts(name, value)).isEqualTo(good);
        if (good) {
            assertThat(read(Map.of(name, value))).isNotEqualTo(read(Map.of()));
        }
    }

    @ParameterizedTest
    @CsvSource({"en, Default: , tokens, days", "pt, Predefinição: , tokens, dias"})
    void everyOptionAndThePortAreExplained(String language, String sayDefault, String tokens, String days) {
        Map<String, Object> translation = yaml("translations/" + language + ".yaml");
        assertThat(translation.keySet()).containsExactlyInAnyOrder("configuration", "network");
        Map<String, Object> texts = object(translation.get("configuration"));
        assertThat(texts.keySet()).isEqualTo(schema.keySet());
        texts.forEach((name, value) -> {
            Map<String, Object> text = object(value);
            assertThat(text.keySet()).as(name).containsExactlyInAnyOrder("name", "description");
            assertThat(text.get("name")).as(name).asString().isNotBlank().hasSizeLessThan(32);
            assertThat(text.get("description"))
                    .as(name)
                    .asString()
                    .contains(sayDefault.strip())
                    .endsWith(".");
        });
        assertThat(texts.get("ollama_context")).asString().contains(tokens, "8192");
        assertThat(texts.get("history_days")).asString().contains(days, "365");
        assertThat(object(translation.get("network")).keySet())
                .isEqualTo(object(config.get("ports")).keySet());
    }

    @Test
    void theDocumentsNameEveryOption() throws IOException {
        String documents = Files.readString(Path.of("DOCS.md"));
        assertThat(schema.keySet()).allSatisfy(name -> assertThat(documents).contains("`" + name + "`"));
    }

    /// Home Assistant shows these pages in its own, where a link relative to the repository leads nowhere.
    @ParameterizedTest
    @ValueSource(strings = {"README.md", "DOCS.md", "CHANGELOG.md"})
    void pagesInTheStoreLinkToWholeAddresses(String page) throws IOException {
        List<String> relative = Pattern.compile("]\\((?!https?://|#)([^)]*)\\)")
                .matcher(Files.readString(Path.of(page)))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(relative).isEmpty();
    }

    /// The Supervisor reads every such file of a repository as an add-on.
    @Test
    void thereIsNoSecondAddOn() throws IOException {
        Set<String> found = new TreeSet<>();
        Files.walkFileTree(Path.of("").toAbsolutePath(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                String name = path.getFileName().toString();
                return name.startsWith(".") || name.equals("target") || name.equals("rootfs")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                if (path.getFileName().toString().matches("(?:config|build)\\.(?:ya?ml|json)")) {
                    found.add(Path.of("").toAbsolutePath().relativize(path).toString());
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(found).containsExactly("config.yaml");
    }

    @ParameterizedTest
    @CsvSource({"icon.png, 128, 128", "logo.png, 250, 100"})
    void picturesHaveTheirSize(String name, int width, int height) throws IOException {
        ByteBuffer png = ByteBuffer.wrap(Files.readAllBytes(Path.of(name)));
        assertThat(png.getLong(0)).isEqualTo(0x89504E470D0A1A0AL);
        assertThat(png.getInt(16)).isEqualTo(width);
        assertThat(png.getInt(20)).isEqualTo(height);
        assertThat(Path.of("addon", name.replace(".png", ".svg"))).exists();
    }

    /// The Supervisor gives the profile the add-on's own name, on the one line that begins with the word.
    @Test
    void thereIsOneProfileForAppArmor() throws Exception {
        List<String> profiles = Files.readAllLines(Path.of("apparmor.txt")).stream()
                .filter(line -> line.startsWith("profile "))
                .toList();
        assertThat(profiles).hasSize(1);
        assertThat(profiles.getFirst()).startsWith("profile " + config.get("slug") + " ");

        Path parser = Path.of("/usr/sbin/apparmor_parser");
        assumeThat(parser).exists();
        Process parsing = new ProcessBuilder(parser.toString(), "-Q", "-K", "-T", "apparmor.txt")
                .redirectErrorStream(true)
                .start();
        String said = new String(parsing.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(parsing.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(parsing.exitValue()).as(said).isZero();
    }

    @Test
    void theImageSaysWhatItIsAndRunsForBothArchitectures() throws IOException {
        String file = Files.readString(Path.of("Dockerfile"));
        assertThat(file)
                .contains(
                        "io.hass.type=\"app\"",
                        "io.hass.name=\"" + config.get("name") + "\"",
                        "io.hass.description=\"" + config.get("description") + "\"",
                        "io.hass.version=\"${BUILD_VERSION}\"",
                        "io.hass.arch=\"${BUILD_ARCH}\"",
                        "ARG JDK_IMAGE=eclipse-temurin:25-",
                        "ARG BASE_IMAGE=",
                        "HEALTHCHECK ")
                .doesNotContain("BUILD_FROM", "--platform");
        assertThat(config).doesNotContainKey("watchdog");
        for (String needed : List.of("addon/entrypoint", "addon/health", "addon/train")) {
            assertThat(Path.of(needed)).isExecutable();
            assertThat(Files.readString(Path.of(".dockerignore"))).contains("!" + needed + "\n");
        }
    }

    private static Stream<String> optionNames() {
        return object(yaml("config.yaml").get("schema")).keySet().stream();
    }

    /// As the Supervisor judges a value that somebody entered.
    private boolean accepts(String name, Object value) {
        Matcher type = type(schema.get(name));
        String text = String.valueOf(value);
        if (type.group("match") != null) {
            return Pattern.compile(type.group("match")).matcher(text).lookingAt();
        }
        if (type.group("list") != null) {
            return List.of(type.group("list").split("\\|")).contains(text);
        }
        return value instanceof String;
    }

    private static Matcher type(Object written) {
        Object type = written instanceof List<?> many ? many.getFirst() : written;
        Matcher matcher = TYPE.matcher(String.valueOf(type));
        assertThat(matcher.matches()).as("the type %s", type).isTrue();
        return matcher;
    }

    private Settings read(Map<String, Object> given) {
        try {
            Path file = directory.resolve("options.json");
            Files.writeString(file, Json.text(given));
            return new SettingsReader(
                            Map.of("SUPERVISOR_TOKEN", "the-supervisors"),
                            new SettingsReader.Places(file, directory, directory, directory, directory))
                    .read();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<String, Object> yaml(String file) {
        try {
            return object(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(Path.of(file))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<String, Object> object(Object value) {
        Map<String, Object> object = new HashMap<>();
        ((Map<?, ?>) value).forEach((key, each) -> object.put(String.valueOf(key), each));
        return object;
    }

    private static List<String> list(Object value) {
        return ((List<?>) value).stream().map(String::valueOf).toList();
    }

    private static Map<String, Object> keys() {
        Map<String, Object> keys = new HashMap<>();
        List<String> withoutDefault = new ArrayList<>(List.of("arch", "backup_exclude", "backup_post", "backup_pre"));
        withoutDefault.addAll(List.of("breaking_versions", "description", "devices", "discovery", "environment"));
        withoutDefault.addAll(List.of("homeassistant", "image", "ingress_entry", "machine", "map", "name"));
        withoutDefault.addAll(List.of("panel_title", "ports", "ports_description", "privileged", "services"));
        withoutDefault.addAll(List.of("slug", "url", "version", "webui"));
        withoutDefault.forEach(key -> keys.put(key, null));
        String flags =
                "audio auth_api devicetree docker_api full_access gpio hassio_api homeassistant_api host_dbus host_ipc"
                        + " host_network host_pid host_uts ingress ingress_stream journald kernel_modules realtime stdin tmpfs uart"
                        + " udev usb video";
        for (String flag : flags.split(" ")) {
            keys.put(flag, false);
        }
        keys.putAll(Map.of(
                "apparmor",
                true,
                "init",
                true,
                "panel_admin",
                true,
                "backup",
                "hot",
                "boot",
                "auto",
                "hassio_role",
                "default",
                "ingress_port",
                8099,
                "panel_icon",
                "mdi:puzzle",
                "stage",
                "stable",
                "startup",
                "application"));
        keys.putAll(Map.of("timeout", 10, "options", Map.of(), "schema", Map.of(), "ulimits", Map.of()));
        return keys;
    }
}
