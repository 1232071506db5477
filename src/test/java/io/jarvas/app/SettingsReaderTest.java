package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jarvas.choice.Wanted;
import io.jarvas.language.Language;
import io.jarvas.memory.Remember;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private static final Map<String, String> REQUIRED =
            Map.of("JARVAS_HOME_ASSISTANT_URL", "http://ha.local:8123", "JARVAS_HOME_ASSISTANT_TOKEN", "long-lived");
    private static final Map<String, String> ADD_ON = Map.of("SUPERVISOR_TOKEN", "supervisor-secret");

    @TempDir
    private Path directory;

    @Test
    void everythingElseHasADefault() {
        assertThat(read(Map.of()))
                .isEqualTo(new Settings(
                        false,
                        new Settings.HomeAssistant(URI.create("http://ha.local:8123"), "long-lived"),
                        new Settings.Ollama(
                                List.of(
                                        URI.create("http://localhost:11434"),
                                        URI.create("http://host.docker.internal:11434"),
                                        URI.create("http://ollama:11434"),
                                        URI.create("http://homeassistant.local:11434"),
                                        URI.create("http://ollama.local:11434")),
                                true,
                                Optional.empty(),
                                List.of(),
                                8192,
                                "-1",
                                false,
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(60)),
                        Optional.empty(),
                        new Settings.Web(
                                "127.0.0.1", 8099, OptionalInt.empty(), Optional.empty(), Optional.empty(), List.of()),
                        new Settings.Limits(256, 64),
                        new Settings.Rules(List.of(), List.of(), Optional.empty()),
                        365,
                        Remember.ASKED,
                        90,
                        Optional.empty(),
                        new Settings.Voice(
                                new Wanted.Found(List.of(
                                        URI.create("tcp://localhost:10300"),
                                        URI.create("tcp://whisper:10300"),
                                        URI.create("tcp://ha.local:10300"),
                                        URI.create("tcp://host.docker.internal:10300"),
                                        URI.create("tcp://ollama:10300"),
                                        URI.create("tcp://homeassistant.local:10300"),
                                        URI.create("tcp://ollama.local:10300"))),
                                new Wanted.Found(List.of(
                                        URI.create("tcp://localhost:10200"),
                                        URI.create("tcp://piper:10200"),
                                        URI.create("tcp://ha.local:10200"),
                                        URI.create("tcp://host.docker.internal:10200"),
                                        URI.create("tcp://ollama:10200"),
                                        URI.create("tcp://homeassistant.local:10200"),
                                        URI.create("tcp://ollama.local:10200"))),
                                Optional.empty(),
                                Duration.ofMillis(800),
                                OptionalInt.empty(),
                                List.of(),
                                Optional.empty()),
                        directory.resolve("home/.local/share/jarvas"),
                        new Settings.Log(System.Logger.Level.INFO, false)));
    }

    @Test
    void anAddOnNeedsNothing() {
        Settings settings = reader(ADD_ON).read();

        assertThat(settings.addOn()).isTrue();
        assertThat(settings.homeAssistant())
                .isEqualTo(new Settings.HomeAssistant(URI.create("http://supervisor/core"), "supervisor-secret"));
        assertThat(settings.web().host()).isEqualTo("0.0.0.0");
        assertThat(settings.web().port()).isEqualTo(8099);
        assertThat(settings.web().apiPort()).hasValue(8100);
        assertThat(settings.dataDir()).isEqualTo(directory.resolve("data"));
        assertThat(settings.ollama().urls())
                .startsWith(URI.create("http://76e18fb5-ollama:11434"))
                .contains(URI.create("http://172.30.32.1:11434"))
                .doesNotContain(URI.create("http://localhost:11434"));
        assertThat(settings.voice().speechToText())
                .isEqualTo(new Wanted.Found(List.of(URI.create("tcp://core-whisper:10300"))));
        assertThat(settings.voice().textToSpeech())
                .isEqualTo(new Wanted.Found(List.of(URI.create("tcp://core-piper:10200"))));
        assertThat(settings.voice().wyomingPort()).hasValue(10_700);
    }

    static Stream<Arguments> mappings() {
        return Stream.of(
                mapping(
                        "home_assistant_url",
                        "https://ha.example/",
                        s -> s.homeAssistant().url(),
                        URI.create("https://ha.example")),
                mapping(
                        "home_assistant_token",
                        "another",
                        s -> s.homeAssistant().token(),
                        "another"),
                mapping(
                        "ollama_url",
                        "http://gpu:11434/",
                        s -> s.ollama().urls(),
                        List.of(URI.create("http://gpu:11434"))),
                mapping(
                        "ollama_url",
                        "http://a:1, http://b:2",
                        s -> s.ollama().urls(),
                        List.of(URI.create("http://a:1"), URI.create("http://b:2"))),
                mapping("remember", "learn", Settings::remember, Remember.LEARN),
                mapping("remember", "off", Settings::remember, Remember.OFF),
                mapping("ollama_model", "qwen3:4b", s -> s.ollama().model(), Optional.of("qwen3:4b")),
                mapping(
                        "ollama_model",
                        "hf.co/a/B-c_d:Q4_K_M",
                        s -> s.ollama().models(),
                        List.of("hf.co/a/B-c_d:Q4_K_M")),
                mapping("models", "one, two:7b", s -> s.ollama().models(), List.of("one", "two:7b")),
                mapping("ollama_context", "4096", s -> s.ollama().contextTokens(), 4096),
                mapping("ollama_keep_alive", "10m", s -> s.ollama().keepAlive(), "10m"),
                mapping("ollama_keep_alive", "0", s -> s.ollama().keepAlive(), "0"),
                mapping("ollama_first_token_seconds", "900", s -> s.ollama().firstToken(), Duration.ofMinutes(15)),
                mapping("ollama_silence_seconds", "20", s -> s.ollama().betweenTokens(), Duration.ofSeconds(20)),
                mapping("language", "pt", Settings::language, Optional.of(Language.PORTUGUESE)),
                mapping("language", "en", Settings::language, Optional.of(Language.ENGLISH)),
                mapping("language", "pt-PT", Settings::language, Optional.of(Language.PORTUGUESE)),
                mapping("language", "auto", Settings::language, Optional.empty()),
                mapping("host", "localhost", s -> s.web().host(), "localhost"),
                mapping("host", "::1", s -> s.web().host(), "::1"),
                mapping("port", "9000", s -> s.web().port(), 9000),
                mapping("api_port", "9001", s -> s.web().apiPort(), OptionalInt.of(9001)),
                mapping("api_token", "abc", s -> s.web().apiToken(), Optional.of("abc")),
                mapping("data_dir", "/srv/jarvas", Settings::dataDir, Path.of("/srv/jarvas")),
                mapping("max_turns", "8", s -> s.limits().turns(), 8),
                mapping("max_queue", "0", s -> s.limits().queue(), 0),
                mapping("native_tools", "true", s -> s.ollama().nativeTools(), true),
                mapping(
                        "confirm",
                        "switch.heater*, label:Not by itself,class:outlet",
                        s -> s.rules().confirm(),
                        List.of("switch.heater*", "label:Not by itself", "class:outlet")),
                mapping("confirm", "vacuum", s -> s.rules().confirm(), List.of("vacuum")),
                mapping(
                        "never",
                        "lock.unlock,climate.?_hall",
                        s -> s.rules().never(),
                        List.of("lock.unlock", "climate.?_hall")),
                mapping("pin", "4711", s -> s.rules().pin(), Optional.of("4711")),
                mapping("pin", "123456789012", s -> s.rules().pin(), Optional.of("123456789012")),
                mapping("history_days", "30", Settings::historyDays, 30),
                mapping("audit_days", "30", Settings::auditDays, 30),
                mapping(
                        "search_url",
                        "http://searxng.local:8080/",
                        Settings::searchUrl,
                        Optional.of(URI.create("http://searxng.local:8080"))),
                mapping(
                        "speech_to_text",
                        "tcp://192.168.1.20:10300",
                        s -> s.voice().speechToText(),
                        new Wanted.Wyoming(URI.create("tcp://192.168.1.20:10300"))),
                mapping(
                        "speech_to_text",
                        "tcp://faster_whisper:10300",
                        s -> s.voice().speechToText(),
                        new Wanted.Wyoming(URI.create("tcp://faster_whisper:10300"))),
                mapping(
                        "speech_to_text",
                        "stt.faster_whisper",
                        s -> s.voice().speechToText(),
                        new Wanted.Entity("stt.faster_whisper")),
                mapping("speech_to_text", "off", s -> s.voice().speechToText(), new Wanted.Nobody()),
                mapping(
                        "text_to_speech",
                        "tcp://piper:10200/",
                        s -> s.voice().textToSpeech(),
                        new Wanted.Wyoming(URI.create("tcp://piper:10200"))),
                mapping("text_to_speech", "tts.piper", s -> s.voice().textToSpeech(), new Wanted.Entity("tts.piper")),
                mapping("text_to_speech", "false", s -> s.voice().textToSpeech(), new Wanted.Nobody()),
                mapping("voice", "pt_PT-tugão-medium", s -> s.voice().name(), Optional.of("pt_PT-tugão-medium")),
                mapping("end_of_speech_ms", "1200", s -> s.voice().endOfSpeech(), Duration.ofMillis(1200)),
                mapping("wyoming_port", "10701", s -> s.voice().wyomingPort(), OptionalInt.of(10_701)),
                mapping(
                        "wyoming_clients",
                        "192.168.1.20, rhasspy.local",
                        s -> s.voice().wyomingClients(),
                        List.of("192.168.1.20", "rhasspy.local")),
                mapping("log_level", "debug", s -> s.log().level(), System.Logger.Level.DEBUG),
                mapping("log_level", "WARNING", s -> s.log().level(), System.Logger.Level.WARNING),
                mapping("log_json", "true", s -> s.log().json(), true),
                mapping(
                        "public_url",
                        "https://jarvas.example",
                        s -> s.web().publicUrl(),
                        Optional.of(URI.create("https://jarvas.example"))),
                mapping(
                        "origins",
                        "https://Dash.example/,http://localhost:3000",
                        s -> s.web().origins(),
                        List.of("https://dash.example", "http://localhost:3000")));
    }

    private static Arguments mapping(String key, String text, Function<Settings, Object> of, Object value) {
        return Arguments.of(key, text, of, value);
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void aSettingComesFromTheEnvironment(String key, String text, Function<Settings, Object> of, Object value) {
        assertThat(of.apply(read(Map.of("JARVAS_" + SettingsReader.capitals(key), text))))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void aSettingComesFromYaml(String key, String text, Function<Settings, Object> of, Object value)
            throws IOException {
        Map<String, String> environment = new HashMap<>(REQUIRED);
        environment.remove("JARVAS_" + SettingsReader.capitals(key));
        yaml(key + ": " + (text.contains("::") ? '"' + text + '"' : text));

        assertThat(of.apply(reader(environment).read())).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void aSettingComesFromTheOptionsOfAnAddOn(String key, String text, Function<Settings, Object> of, Object value)
            throws IOException {
        String json = text.matches("\\d+|true|false") ? text : '"' + text + '"';
        options("""
                {"home_assistant_token": "t", "%s": %s}""".formatted(key, json)
                .replace(key.equals("home_assistant_token") ? "\"home_assistant_token\": \"t\", " : "\0", ""));

        assertThat(of.apply(reader(ADD_ON).read())).isEqualTo(value);
    }

    @Test
    void theEnvironmentWinsOverTheFile() throws IOException {
        yaml("port: 1000\nmax_turns: 9");

        Settings settings = read(Map.of("JARVAS_PORT", "2000"));

        assertThat(settings.web().port()).isEqualTo(2000);
        assertThat(settings.limits().turns()).isEqualTo(9);
    }

    @Test
    void theEnvironmentWinsOverTheOptionsOfAnAddOn() throws IOException {
        options("{\"log_level\": \"error\"}");
        Map<String, String> environment = new HashMap<>(ADD_ON);
        environment.put("JARVAS_LOG_LEVEL", "debug");

        assertThat(reader(environment).read().log().level()).isEqualTo(System.Logger.Level.DEBUG);
    }

    @Test
    void anAddOnDoesNotReadYaml() throws IOException {
        yaml("port: 1000");

        assertThat(reader(ADD_ON).read().web().port()).isEqualTo(8099);
    }

    @Test
    void anotherFileCanBeNamed() throws IOException {
        yaml("port: 1000");
        Files.writeString(directory.resolve("other.yaml"), "port: 3000");

        assertThat(read(Map.of("JARVAS_CONFIG", "other.yaml")).web().port()).isEqualTo(3000);
        assertThat(problems(Map.of("JARVAS_CONFIG", "missing.yaml")))
                .singleElement()
                .asString()
                .contains("JARVAS_CONFIG", "missing.yaml", "no such file");
    }

    @Test
    void whatTheProgramSetsWinsOverAllAndCanUnset() throws IOException {
        yaml("ollama_model: mine\nport: 1000");

        Settings settings =
                reader(with(Map.of("JARVAS_PORT", "2000"))).read(Map.of("port", "3000", "ollama_model", ""));

        assertThat(settings.web().port()).isEqualTo(3000);
        assertThat(settings.ollama().model()).isEmpty();
    }

    @Test
    void anEmptyValueIsAsGoodAsNone() throws IOException {
        yaml("ollama_url:\nollama_model: \"\"\nmodels: []\napi_token: '  '\nport: 1000");

        Settings settings = read(Map.of("JARVAS_PORT", ""));

        assertThat(settings.ollama().urls()).hasSize(5);
        assertThat(settings.ollama().model()).isEmpty();
        assertThat(settings.web().apiToken()).isEmpty();
        assertThat(settings.web().port()).isEqualTo(1000);
    }

    @Test
    void listsMayBeListsInAFile() throws IOException {
        yaml("models:\n  - one\n  - two\norigins: [https://a.example, https://b.example]");

        assertThat(read(Map.of()).ollama().models()).containsExactly("one", "two");
        assertThat(read(Map.of()).web().origins()).containsExactly("https://a.example", "https://b.example");

        options("{\"models\": [\"three\", \"four\"]}");
        assertThat(reader(ADD_ON).read().ollama().models()).containsExactly("three", "four");
    }

    @Test
    void theModelIsTheFirstOfTheModels() {
        assertThat(read(Map.of("JARVAS_OLLAMA_MODEL", "b", "JARVAS_MODELS", "a,b,c"))
                        .ollama()
                        .models())
                .containsExactly("b", "a", "c");
    }

    @Test
    void aTokenInYamlIsTakenAsItIs() throws IOException {
        yaml("api_token: \"a${HOME}$b\\\\c#d\"");

        assertThat(read(Map.of()).web().apiToken()).hasValue("a${HOME}$b\\c#d");
    }

    @Test
    void anExistingDataDirectoryOfAContainerIsUsed() throws IOException {
        Files.createDirectory(directory.resolve("data"));

        assertThat(read(Map.of()).dataDir()).isEqualTo(directory.resolve("data"));
    }

    @Test
    void aTildeIsTheHomeDirectory() {
        assertThat(read(Map.of("JARVAS_DATA_DIR", "~/here")).dataDir()).isEqualTo(directory.resolve("home/here"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "home_assistant_url | ftp://ha | an http or https address",
                "home_assistant_url | ha.local:8123 | an http or https address",
                "ollama_url | http://a:99999 | an http or https address",
                "ollama_url | not an address | an http or https address",
                "ollama_model | two words | a model's name such as",
                "models | ok,not ok | a model's name such as",
                "ollama_context | 12 | a whole number from 1024 to 1048576",
                "ollama_keep_alive | long | -1 for ever, a number of seconds, or a time such as 10m",
                "ollama_first_token_seconds | 0 | a whole number from 1 to 3600",
                "ollama_silence_seconds | 1.5 | a whole number from 1 to 3600",
                "language | fr | auto, en or pt",
                "host | a b | a host name or an IP address",
                "port | 70000 | a whole number from 1 to 65535",
                "api_port | x | a whole number from 1 to 65535",
                "max_turns | 0 | a whole number from 1 to 10000",
                "max_queue | -1 | a whole number from 0 to 10000",
                "native_tools | perhaps | true or false",
                "confirm | light. | a domain, an entity or a service such as switch.heater*, label:… or class:…",
                "confirm | the heater | a domain, an entity or a service",
                "never | a.b.c | a domain, an entity or a service",
                "never | label: | a domain, an entity or a service",
                "history_days | 0 | a whole number from 1 to 3650",
                "audit_days | 0 | a whole number from 1 to 3650",
                "search_url | searxng | the http or https address of a SearXNG server",
                "speech_to_text | whisper | auto, off, a Wyoming service such as tcp://192.168.1.20:10300, or an entity",
                "speech_to_text | tts.piper | auto, off, a Wyoming service",
                "speech_to_text | tcp://host | auto, off, a Wyoming service",
                "text_to_speech | http://host:10200 | auto, off, a Wyoming service",
                "end_of_speech_ms | 100 | a whole number from 200 to 3000",
                "wyoming_port | 0 | a whole number from 1 to 65535",
                "wyoming_clients | 10.0.0.0/8 | a name or an address of a machine such as 192.168.1.20",
                "log_level | loud | trace, debug, info, warning or error",
                "log_json | yes please | true or false",
                "public_url | jarvas.example | an http or https address",
                "origins | https://a.example/path | a page's origin"
            })
    void aWrongValueIsNamedWithItsKeyAndWhatIsAllowed(String key, String value, String allowed) {
        String variable = "JARVAS_" + SettingsReader.capitals(key);
        String wrong = value.startsWith("ok,") ? "not ok" : value;

        assertThat(problems(Map.of(variable, value)))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith(key + " (in " + variable + ") is \"" + wrong + "\"; allowed is " + allowed));
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() throws IOException {
        yaml("port: abc\nlog_level: loud\nmax_turns: [1, 2]\nlanguage:\n  default: pt");

        assertThat(problems(Map.of("JARVAS_MAX_QUEUE", "many")))
                .containsExactlyInAnyOrder(
                        "port (in jarvas.yaml) is \"abc\"; allowed is a whole number from 1 to 65535.",
                        "log_level (in jarvas.yaml) is \"loud\"; allowed is trace, debug, info, warning or error.",
                        "max_turns (in jarvas.yaml) is \"1, 2\"; allowed is a whole number from 1 to 10000.",
                        "language (in jarvas.yaml) is \"{…}\"; allowed is auto, en or pt.",
                        "max_queue (in JARVAS_MAX_QUEUE) is \"many\"; allowed is a whole number from 0 to 10000.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"home_assistant_token", "api_token"})
    void aSecretIsNeverShown(String key) {
        assertThat(problems(Map.of("JARVAS_" + SettingsReader.capitals(key), "geheim mit leerzeichen")))
                .anyMatch(problem -> problem.startsWith(key) && problem.contains("a value that is not shown here"))
                .noneMatch(problem -> problem.contains("geheim"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "1234567890123", "12a4", "geheim", "12 34", "١٢٣٤"})
    void aPinIsFourToTwelveDigitsAndNeverShown(String pin) {
        assertThat(problems(Map.of("JARVAS_PIN", pin)))
                .containsExactly("pin (in JARVAS_PIN) is a value that is not shown here; allowed is 4 to 12 digits.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123", "\"0123\"", "'0123'"})
    void aPinMayBeginWithANought(String pin) throws IOException {
        Map<String, String> environment = new HashMap<>(REQUIRED);
        yaml("pin: " + pin);

        assertThat(reader(environment).read().rules().pin()).contains("0123");
    }

    @Test
    void aPasswordInAnAddressIsNotShown() {
        assertThat(problems(Map.of("JARVAS_OLLAMA_URL", "http://me:geheim@gpu:11434")))
                .singleElement()
                .asString()
                .contains("http://…@gpu:11434")
                .doesNotContain("geheim");
    }

    @Test
    void settingsDoNotPrintTheirSecrets() {
        assertThat(read(Map.of("JARVAS_API_TOKEN", "geheim", "JARVAS_PIN", "471147114711"))
                        .toString())
                .doesNotContain("geheim", "long-lived", "471147114711");
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearestKnownOne() throws IOException {
        yaml("olama_url: http://gpu:11434");

        assertThat(problems(Map.of()))
                .containsExactly("olama_url (in jarvas.yaml) is not a setting; the nearest one is ollama_url.");
    }

    @Test
    void aMistypedVariableIsNamedAndOneThatIsNotOursIsNot() {
        assertThat(problems(Map.of("JARVAS_OLAMA_URL", "http://gpu:11434")))
                .containsExactly("JARVAS_OLAMA_URL is not a setting; the nearest one is JARVAS_OLLAMA_URL.");
        read(Map.of("JARVAS_JAVA_OPTS", "-Xmx1g", "JARVAS_TEST_HA_URL", "x", "JARVAS_PEERS", "x", "JARVAS_HOME", "x"));
    }

    @Test
    void withoutAHomeTheDemoIsNamed() {
        assertThat(problems(reader(Map.of())))
                .anySatisfy(problem -> assertThat(problem).contains("home_assistant_url is not set", "./jarvas demo"))
                .anySatisfy(problem -> assertThat(problem).contains("home_assistant_token is not set"));
    }

    @Test
    void theTokenOfTheSupervisorIsForTheSupervisorAlone() throws IOException {
        options("{\"home_assistant_url\": \"http://elsewhere:8123\"}");

        assertThat(problems(reader(ADD_ON))).singleElement().asString().contains("home_assistant_token is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.5", "jarvas.local", "localhost.example", "127.evil.example"})
    void anyHostIsRead(String host) {
        assertThat(read(Map.of("JARVAS_HOST", host, "JARVAS_API_TOKEN", "t"))
                        .web()
                        .host())
                .isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.0.0.53", "::1"})
    void onLoopbackNoTokenIsNeeded(String host) {
        assertThat(read(Map.of("JARVAS_HOST", host)).web().host()).isEqualTo(host);
    }

    @Test
    void theTwoPortsDiffer() {
        assertThat(problems(Map.of("JARVAS_API_PORT", "8099")))
                .singleElement()
                .asString()
                .contains("must differ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"port: [", "just words", "- a\n- list", "\tport: 1", "a: 1\n b: 2"})
    void aFileThatIsNoYamlIsASentence(String text) throws IOException {
        yaml(text);

        assertThat(problems(Map.of()))
                .first()
                .asString()
                .contains("jarvas.yaml is not YAML")
                .hasLineCount(1);
    }

    @Test
    void aMistakeInYamlIsShownWithItsPlaceAndWithoutTheLinesAround() throws IOException {
        yaml("port: 8099\napi_token: geheim\nmodels: [a\nhost: x\n");

        assertThat(problems(Map.of()))
                .singleElement()
                .asString()
                .contains("(line 4, column 5)")
                .doesNotContain("geheim");
    }

    @Test
    void optionsThatAreNoJsonAreASentence() throws IOException {
        options("{");

        assertThat(problems(reader(ADD_ON))).singleElement().asString().contains("options.json is not a JSON object");
    }

    @Test
    void theProblemsAreTheMessage() {
        assertThatThrownBy(() -> read(Map.of("JARVAS_PORT", "x", "JARVAS_HOST", "a b")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("port (in JARVAS_PORT)")
                .hasMessageContaining("host (in JARVAS_HOST)");
    }

    private void yaml(String text) throws IOException {
        Files.writeString(directory.resolve("jarvas.yaml"), text);
    }

    private void options(String text) throws IOException {
        Files.writeString(directory.resolve("options.json"), text);
    }

    private Settings read(Map<String, String> environment) {
        return reader(with(environment)).read();
    }

    private List<String> problems(Map<String, String> environment) {
        return problems(reader(with(environment)));
    }

    private static List<String> problems(SettingsReader reader) {
        return catchThrowableOfType(SettingsException.class, reader::read).problems();
    }

    private static Map<String, String> with(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(REQUIRED);
        all.putAll(environment);
        return all;
    }

    private SettingsReader reader(Map<String, String> environment) {
        return new SettingsReader(
                environment,
                new SettingsReader.Places(
                        directory.resolve("options.json"),
                        directory.resolve("data"),
                        directory,
                        directory.resolve("home"),
                        directory));
    }
}
