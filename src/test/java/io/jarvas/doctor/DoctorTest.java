package io.jarvas.doctor;

import static io.jarvas.doctor.Check.CLOCK;
import static io.jarvas.doctor.Check.DATABASE;
import static io.jarvas.doctor.Check.DATA_DIRECTORY;
import static io.jarvas.doctor.Check.HOME_ADDRESS;
import static io.jarvas.doctor.Check.HOME_EXPOSED;
import static io.jarvas.doctor.Check.HOME_SOCKET;
import static io.jarvas.doctor.Check.HOME_TOKEN;
import static io.jarvas.doctor.Check.HOME_VERSION;
import static io.jarvas.doctor.Check.MODEL_ADDRESS;
import static io.jarvas.doctor.Check.MODEL_ANSWER;
import static io.jarvas.doctor.Check.MODEL_INSTALLED;
import static io.jarvas.doctor.Check.MODEL_STREAM;
import static io.jarvas.doctor.Check.MODEL_VERSION;
import static io.jarvas.doctor.Check.MODEL_WINDOW;
import static io.jarvas.doctor.Check.PUBLIC_ADDRESS;
import static io.jarvas.doctor.Check.PUBLIC_STREAM;
import static io.jarvas.doctor.Check.RUNNING;
import static io.jarvas.doctor.Check.SETTINGS;
import static io.jarvas.doctor.Check.TIME_ZONE;
import static io.jarvas.doctor.Check.VOICE_ASSIST;
import static io.jarvas.doctor.Check.VOICE_LISTENING;
import static io.jarvas.doctor.Check.VOICE_SPEAKING;
import static io.jarvas.doctor.OllamaStranger.done;
import static io.jarvas.doctor.OllamaStranger.lines;
import static io.jarvas.doctor.OllamaStranger.word;
import static io.jarvas.doctor.Stranger.always;
import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.StoreSoundness;
import io.jarvas.demo.home.DemoHome;
import io.jarvas.demo.model.DemoModel;
import io.jarvas.demo.model.DemoModelConfig;
import io.jarvas.doctor.Report.Examined;
import io.jarvas.language.Language;
import io.jarvas.language.Sentences;
import io.jarvas.speech.SpeechException.Code;
import io.jarvas.speech.SpeechStatus;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Broken set-ups, and the doctor's sentence for each.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoctorTest {
    private static final Limits QUICK = new Limits(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(2));
    private static final String HTML = "Content-Type: text/html; charset=utf-8";
    private static final String JSON = "Content-Type: application/json";

    @TempDir
    private static Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private DemoHome home;
    private DemoModel model;
    private Certificates certificates;

    @BeforeAll
    void start() throws Exception {
        home = DemoHome.start("127.0.0.1", 0, Clock.systemUTC(), 7);
        model = DemoModel.start("127.0.0.1", 0, DemoModelConfig.INSTANT);
        certificates = new Certificates(Files.createDirectory(folder.resolve("certificates")));
    }

    @AfterAll
    void stop() {
        home.close();
        model.close();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        open.clear();
    }

    /// A healthy one.
    private Patients patient() {
        Patients patient = new Patients();
        patient.home = home.uri();
        patient.token = home.token();
        patient.models = List.of(model.uri());
        patient.data = folder.resolve("data");
        return patient;
    }

    private static Report examine(Patients patient, Consumer<Examined> listener) {
        return examine(patient, InstantSource.system(), Optional.empty(), listener);
    }

    private static Report examine(
            Patients patient,
            InstantSource clock,
            Optional<javax.net.ssl.SSLContext> trust,
            Consumer<Examined> listener) {
        return new Doctor(patient.setup(), QUICK, clock, trust)
                .examine(new Credential.Token("token-of-the-tests"), listener);
    }

    @Test
    void aHealthySetupIsFine() {
        List<Check> told = new CopyOnWriteArrayList<>();

        Report report = examine(patient(), examined -> told.add(examined.check()));

        assertThat(report.checks())
                .filteredOn(one -> !(one.finding() instanceof Finding.Fine))
                .extracting(Examined::check)
                .containsExactly(PUBLIC_ADDRESS, PUBLIC_STREAM, VOICE_LISTENING, VOICE_SPEAKING, VOICE_ASSIST);
        assertThat(report.works()).isTrue();
        assertThat(report.checks()).extracting(Examined::check).containsExactly(Check.values());
        assertThat(told).containsExactlyInAnyOrder(Check.values());
        assertThat(report.summary(Sentences.in(Language.ENGLISH))).startsWith("All is well: 20 checks are fine");
    }

    @Test
    void nothingAnswersAnywhereAndTheDoctorStillEnds() {
        Report report = examine(new Patients(), _ -> {});

        assertThat(report.works()).isFalse();
        assertThat(report.checks()).extracting(Examined::check).containsExactly(Check.values());
        assertThat(report.took()).isLessThan(Duration.ofSeconds(10));
        assertThat(finding(report, HOME_EXPOSED)).isInstanceOf(Finding.Skipped.class);
    }

    @Test
    void everyFindingIsJsonInBothLanguages() {
        Report report = examine(new Patients(), _ -> {});

        for (Language language : Language.values()) {
            Map<String, Object> json = report.json(Sentences.in(language));
            assertThat(json).containsEntry("works", false).containsKeys("summary", "checks", "broken", "took_ms");
            assertThat(((List<?>) json.get("checks"))).hasSize(Check.values().length);
        }
    }

    /// @param sentence in English, with `{home}`, `{model}`, `{public}` for their addresses
    private record Illness(String name, Check check, String sentence, Cause cause) {}

    private interface Cause {
        void make(Patients patient) throws Exception;
    }

    private static Illness ill(String name, Check check, String sentence, Cause cause) {
        return new Illness(name, check, sentence, cause);
    }

    private Stranger at(Stranger.Script script) throws Exception {
        Stranger stranger = Stranger.plain(script);
        open.add(stranger);
        return stranger;
    }

    private Cause homeIs(Stranger.Script script) {
        return patient -> patient.home = at(script).url();
    }

    private Cause homeWith(String certificate) {
        return patient -> {
            Stranger stranger = Stranger.secure(certificates.identity(certificate), always("200 OK", JSON, "{}"));
            open.add(stranger);
            patient.home = stranger.url();
        };
    }

    private Cause ollama(Consumer<OllamaStranger> change) {
        return patient -> {
            OllamaStranger script = new OllamaStranger();
            change.accept(script);
            patient.models = List.of(at(script).url());
        };
    }

    private Cause modelIs(Stranger.Script script) {
        return patient -> patient.models = List.of(at(script).url());
    }

    private Cause publicly(Stranger.Script stream) {
        return patient -> {
            patient.running = Setup.Running.ANOTHER;
            patient.publicUrl = Optional.of(at((path, out) -> {
                        if (path.equals("/health/live")) {
                            Stranger.json(out, "{\"status\":\"up\"}");
                        } else {
                            stream.answer(path, out);
                        }
                    })
                    .url());
        };
    }

    private Cause publicAddressIs(Stranger.Script script) {
        return patient -> {
            patient.running = Setup.Running.ANOTHER;
            patient.publicUrl = Optional.of(at(script).url());
        };
    }

    private static Stranger.Script homeOf(String version, String zone) {
        return (path, out) -> {
            switch (path) {
                case "/api/" -> Stranger.json(out, "{\"message\":\"API running.\"}");
                case "/api/config" ->
                    Stranger.json(
                            out,
                            "{\"version\":\"" + version + "\",\"time_zone\":\"" + zone + "\",\"state\":\"RUNNING\"}");
                default -> Stranger.write(out, "400 Bad Request", "", "No WebSocket UPGRADE hdr");
            }
        };
    }

    private static Stranger.Script problem(String status, String key) {
        return always(
                status,
                "Content-Type: application/problem+json",
                "{\"detail\":\"" + Sentences.in(Language.ENGLISH).say(key).replace("\"", "\\\"") + "\"}");
    }

    private static String events(int pieces) {
        return "data: {}\n\n".repeat(pieces);
    }

    private Stream<Illness> illnesses() {
        Stream<Illness> reached = Stream.of(
                ill(
                        "a name that nobody knows",
                        HOME_ADDRESS,
                        "The name in {home} cannot be found. Check how it is written in home_assistant_url, or use the IP address.",
                        patient -> patient.home = URI.create("http://no-such-host.invalid:8123")),
                ill(
                        "nobody listens",
                        HOME_ADDRESS,
                        "Nobody listens at {home}. Start Home Assistant, and check the port in home_assistant_url. On another machine it must listen beyond itself.",
                        patient -> patient.home = URI.create("http://127.0.0.1:1")),
                ill(
                        "localhost in a container",
                        HOME_ADDRESS,
                        "Nobody listens at {home}: in a container, localhost is the container itself. Set home_assistant_url to the machine's address, or to host.docker.internal.",
                        patient -> {
                            patient.home = URI.create("http://localhost:1");
                            patient.container = true;
                        }),
                ill(
                        "no connection",
                        HOME_ADDRESS,
                        "Nothing at {home} takes a connection; the machine is off, or a firewall is in between. Check that the machine is on, and the address in home_assistant_url.",
                        patient -> patient.home = full()),
                ill(
                        "silence",
                        HOME_ADDRESS,
                        "{home} takes the connection, and then says nothing. Restart Home Assistant; check that home_assistant_url leads to it.",
                        homeIs((_, _) -> Thread.sleep(Duration.ofSeconds(30)))),
                ill(
                        "another protocol",
                        HOME_ADDRESS,
                        "What listens at {home} does not speak HTTP. Check the port in home_assistant_url: another program has it.",
                        homeIs((_, out) -> out.write("SSH-2.0-OpenSSH_9.6\r\n".getBytes(StandardCharsets.US_ASCII)))),
                ill(
                        "a connection that ends",
                        HOME_ADDRESS,
                        "{home} ends the connection without an answer. Restart Home Assistant, and look at the proxy before it, if there is one.",
                        homeIs((_, _) -> {})),
                ill(
                        "http where https is spoken",
                        HOME_ADDRESS,
                        "{home} speaks https. Write https instead of http in home_assistant_url.",
                        patient -> {
                            homeWith("right").make(patient);
                            patient.home =
                                    URI.create("http" + patient.home.toString().substring("https".length()));
                        }),
                ill(
                        "https where http is spoken",
                        HOME_ADDRESS,
                        "{home} does not speak https. Write http instead of https in home_assistant_url.",
                        patient -> patient.home =
                                URI.create("https" + home.uri().toString().substring("http".length()))),
                ill(
                        "a certificate of nobody",
                        HOME_ADDRESS,
                        "The certificate of {home} was made by nobody that this machine trusts. Use a certificate of a known authority, or in your own network the http address in home_assistant_url.",
                        homeWith("unknown")),
                ill(
                        "another's certificate",
                        HOME_ADDRESS,
                        "The certificate at {home} is for another name. Set home_assistant_url to the name in the certificate.",
                        homeWith("other")),
                ill(
                        "an old certificate",
                        HOME_ADDRESS,
                        "The certificate of {home} is not valid today. Renew it, and check this machine's clock.",
                        homeWith("expired")),
                ill(
                        "a redirect",
                        HOME_ADDRESS,
                        "{home} sends everybody on to https://ha.example. Set home_assistant_url to https://ha.example.",
                        homeIs(always("301 Moved Permanently", "Location: https://ha.example/api/", ""))),
                ill(
                        "a redirect to a login",
                        HOME_ADDRESS,
                        "A login page stands before Home Assistant at {home}. Set home_assistant_url to an address that goes past it, such as the one in your own network.",
                        homeIs(always("302 Found", "Location: https://auth.example/login?rd=x", ""))),
                ill(
                        "a login page",
                        HOME_ADDRESS,
                        "A login page stands before Home Assistant at {home}. Set home_assistant_url to an address that goes past it, such as the one in your own network.",
                        homeIs(always("200 OK", HTML, "<h1>Sign in</h1><input type=password>"))),
                ill(
                        "a login of the browser",
                        HOME_ADDRESS,
                        "A login page stands before Home Assistant at {home}. Set home_assistant_url to an address that goes past it, such as the one in your own network.",
                        homeIs(always("401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"", ""))),
                ill(
                        "a page of another program",
                        HOME_ADDRESS,
                        "A web page answers at {home}, not Home Assistant. Check the address and the port in home_assistant_url.",
                        homeIs(always("200 OK", HTML, "<h1>Router</h1>"))),
                ill(
                        "another program",
                        HOME_ADDRESS,
                        "Something else than Home Assistant answers at {home}. Check the address and the port in home_assistant_url.",
                        homeIs(always("404 Not Found", "Content-Type: text/plain", "no"))),
                ill(
                        "a path too many",
                        HOME_ADDRESS,
                        "{home} leads nowhere: the address has a path too many. Set home_assistant_url without what follows the port.",
                        patient -> patient.home = URI.create(home.uri() + "/lovelace")));
        Stream<Illness> homes = Stream.of(
                ill(
                        "a wrong token",
                        HOME_TOKEN,
                        "Home Assistant does not accept the token. Make a new long-lived access token on your Home Assistant profile page and set it as home_assistant_token.",
                        patient -> patient.token = "wrong"),
                ill(
                        "shut out",
                        HOME_ADDRESS,
                        "Home Assistant has shut this machine out after wrong passwords or tokens. Take its address out of ip_bans.yaml in Home Assistant's configuration, and restart Home Assistant.",
                        homeIs(always("403 Forbidden", "Content-Type: text/plain", "403: Forbidden"))),
                ill(
                        "a proxy that Home Assistant does not trust",
                        HOME_ADDRESS,
                        "Home Assistant refuses what comes through this proxy. Add the proxy to trusted_proxies under http: in Home Assistant's configuration, or set home_assistant_url to Home Assistant itself.",
                        homeIs(always("400 Bad Request", "Content-Type: text/plain", "400: Bad Request"))),
                ill(
                        "Home Assistant that starts",
                        HOME_ADDRESS,
                        "Home Assistant is still starting. It will be connected by itself: wait a moment.",
                        homeIs(always("502 Bad Gateway", "Content-Type: text/plain", "502: Bad Gateway"))),
                ill(
                        "a very old Home Assistant",
                        HOME_VERSION,
                        "Home Assistant 2022.12.1 is too old: it does not tell what is exposed. Update Home Assistant to 2023.5 or newer.",
                        homeIs(homeOf("2022.12.1", "Europe/Lisbon"))),
                ill(
                        "an old Home Assistant",
                        HOME_VERSION,
                        "Home Assistant 2024.10.2 is older than any that Jarvas was tried with. Update Home Assistant to 2025.4 or newer.",
                        homeIs(homeOf("2024.10.2", "Europe/Lisbon"))),
                ill(
                        "an unknown time zone",
                        TIME_ZONE,
                        "The home's time zone, Mars/Olympus, is not known here. Set the time zone in Home Assistant: Settings, System, General.",
                        homeIs(homeOf("2026.11.0", "Mars/Olympus"))),
                ill(
                        "a proxy without WebSockets",
                        HOME_SOCKET,
                        "The live connection (WebSocket) does not come about: HTTP 400. Let the proxy before Home Assistant pass WebSockets on (Upgrade and Connection), or set home_assistant_url to Home Assistant itself.",
                        homeIs(homeOf("2026.11.0", "Europe/Lisbon"))),
                ill(
                        "not an administrator's token",
                        HOME_EXPOSED,
                        "The token does not belong to an administrator, so Jarvas cannot read which devices are exposed. Set a token of an administrator as home_assistant_token.",
                        patient -> patient.token = home.guestToken()),
                ill(
                        "nothing exposed",
                        HOME_EXPOSED,
                        "No device is exposed, so Jarvas sees and touches nothing. In Home Assistant, open Settings, Voice assistants, Expose, and add devices for Assist.",
                        this::exposeNothing));
        Stream<Illness> models = Stream.of(
                ill(
                        "Ollama nowhere",
                        MODEL_ADDRESS,
                        "Ollama was not found at any of its usual places: 127.0.0.1:1, no-such-host.invalid:11434. Start Ollama, or set ollama_url to its address. On another machine it must listen beyond itself: OLLAMA_HOST=0.0.0.0.",
                        patient -> {
                            patient.usualPlaces = true;
                            patient.models = List.of(
                                    URI.create("http://127.0.0.1:1"), URI.create("http://no-such-host.invalid:11434"));
                        }),
                ill(
                        "nobody listens where Ollama should",
                        MODEL_ADDRESS,
                        "Nobody listens at {model}. Start Ollama, and check the port in ollama_url. On another machine it must listen beyond itself.",
                        patient -> patient.models = List.of(URI.create("http://127.0.0.1:1"))),
                ill(
                        "one of two Ollamas",
                        MODEL_ADDRESS,
                        "Ollama answers at {model}, but not at http://127.0.0.1:1. Start it at http://127.0.0.1:1, or take that address out of ollama_url.",
                        patient -> patient.models = List.of(model.uri(), URI.create("http://127.0.0.1:1"))),
                ill(
                        "a page where Ollama should be",
                        MODEL_ADDRESS,
                        "A web page answers at {model}, not Ollama. Check the address and the port in ollama_url.",
                        modelIs(always("200 OK", HTML, "<h1>Open WebUI</h1>"))),
                ill(
                        "another API's path",
                        MODEL_ADDRESS,
                        "{model} leads nowhere: the address has a path too many. Set ollama_url without what follows the port.",
                        patient -> patient.models = List.of(URI.create(model.uri() + "/v1"))),
                ill(
                        "Ollama that refuses the name",
                        MODEL_ADDRESS,
                        "Ollama at {model} refuses the name by which it is called. Have it listen to everybody: OLLAMA_HOST=0.0.0.0.",
                        modelIs(always("403 Forbidden", "", ""))),
                ill(
                        "a proxy before an Ollama that is away",
                        MODEL_ADDRESS,
                        "A proxy answers at {model} and does not reach Ollama behind it. Start Ollama, and check where the proxy leads.",
                        modelIs(always("502 Bad Gateway", "", ""))),
                ill(
                        "an old Ollama",
                        MODEL_VERSION,
                        "Ollama 0.5.7 is older than what Jarvas is made for. Update Ollama to 0.12.0 or newer.",
                        ollama(it -> it.version = "0.5.7")),
                ill(
                        "no model",
                        MODEL_INSTALLED,
                        "Ollama has no model. Run this where Ollama runs: ollama pull qwen3:4b-instruct",
                        ollama(it -> it.installed = List.of())),
                ill(
                        "no model, and one named",
                        MODEL_INSTALLED,
                        "Ollama has no model. Run this where Ollama runs: ollama pull llama3.2",
                        patient -> {
                            ollama(it -> it.installed = List.of()).make(patient);
                            patient.named = Optional.of("llama3.2");
                        }),
                ill(
                        "another model than the named one",
                        MODEL_INSTALLED,
                        "Ollama does not have the model qwen3:8b. Run this where Ollama runs: ollama pull qwen3:8b – or set ollama_model to one that is there: qwen3:4b",
                        patient -> {
                            ollama(_ -> {}).make(patient);
                            patient.named = Optional.of("qwen3:8b");
                        }),
                ill(
                        "a listed model that is missing",
                        MODEL_INSTALLED,
                        "qwen3:4b answers; gemma3 of the setting models is not installed. Run this where Ollama runs: ollama pull gemma3 – or take it out of models.",
                        patient -> {
                            ollama(_ -> {}).make(patient);
                            patient.listed = List.of("qwen3:4b", "gemma3");
                        }),
                ill(
                        "only models without words",
                        MODEL_INSTALLED,
                        "None of the installed models answers in words: nomic-embed-text. Run this where Ollama runs: ollama pull qwen3:4b-instruct",
                        ollama(it -> {
                            it.installed = List.of("nomic-embed-text:latest");
                            it.capabilities = List.of("embedding");
                        })),
                ill(
                        "a window beyond the model",
                        MODEL_WINDOW,
                        "The model was made for 4096 tokens, fewer than the 8192 that are set. That is what it gets. Choose another model for more, or set ollama_context to 4096.",
                        ollama(it -> it.window = 4096)),
                ill(
                        "a home beyond the window",
                        MODEL_WINDOW,
                        "53 exposed devices are too many to be shown whole in a window of 2048 tokens, so each question brings those it is about. Expose fewer, or raise ollama_context where memory allows.",
                        patient -> patient.window = 2048),
                ill(
                        "too little memory",
                        MODEL_ANSWER,
                        "The language model needs more memory than Ollama has. Choose a smaller model, or a smaller ollama_context.",
                        ollama(
                                it -> it.chat = always(
                                        "500 Internal Server Error",
                                        JSON,
                                        "{\"error\":\"model requires more system memory (12.1 GiB) than is available (3.9 GiB)\"}"))),
                ill(
                        "a model that hangs",
                        MODEL_ANSWER,
                        "This did not end within 2 seconds. Try again; if it stays so, look at the machine and the network in between.",
                        ollama(it -> it.chat = (_, _) -> Thread.sleep(Duration.ofSeconds(9)))),
                ill(
                        "a model that breaks off",
                        MODEL_ANSWER,
                        "The language model broke off in the middle of its answer. Try again; if it happens often, look at Ollama's log.",
                        ollama(it -> it.chat = lines(word("One")))),
                ill(
                        "a model without a word",
                        MODEL_ANSWER,
                        "The model ended its answer without a word. Choose another model.",
                        ollama(it -> it.chat = lines(done(0, 1)))),
                ill(
                        "words that are held back",
                        MODEL_STREAM,
                        "Something between Jarvas and Ollama holds the words back and hands them on at once. Set ollama_url to Ollama itself, or turn buffering off in the proxy before it (nginx: proxy_buffering off;).",
                        ollama(it -> it.chat =
                                lines(word("One"), word(" two"), word(" three"), word(" four"), done(16, 1600)))));
        Stream<Illness> publics = Stream.of(
                ill(
                        "a public address without a token",
                        SETTINGS,
                        "public_url is set and api_token is not, so nobody can sign in there. Set api_token to a long random text, such as openssl rand -hex 32 prints.",
                        patient -> {
                            patient.publicUrl = Optional.of(URI.create("https://jarvas.example"));
                            patient.apiToken = Optional.empty();
                        }),
                ill(
                        "a proxy that holds streams back",
                        PUBLIC_STREAM,
                        "The proxy holds streams back, so answers come all at once. Add to its location in nginx: proxy_buffering off; proxy_cache off;",
                        publicly(always("200 OK", "Content-Type: text/event-stream", events(5)))),
                ill(
                        "a proxy that compresses",
                        PUBLIC_STREAM,
                        "The proxy compresses streams, which may hold words back. Take text/event-stream out of what it compresses (nginx: gzip off; in its location).",
                        publicly(always(
                                "200 OK", "Content-Type: text/event-stream\r\nContent-Encoding: gzip", "compressed"))),
                ill(
                        "a proxy that ends streams",
                        PUBLIC_STREAM,
                        "The proxy ended a stream after 2 of 5 pieces. Give it more patience in nginx: proxy_read_timeout 300s;",
                        publicly(always("200 OK", "Content-Type: text/event-stream", events(2)))),
                ill(
                        "a proxy that loses the token",
                        PUBLIC_STREAM,
                        "The token does not reach Jarvas as it was sent. Have the proxy pass the header Authorization and the query on, and check that it leads to this Jarvas, not to another.",
                        publicly(problem("401 Unauthorized", "web.unauthorized"))),
                ill(
                        "a proxy that changes the name",
                        PUBLIC_STREAM,
                        "Jarvas does not know itself by the name under which the proxy of {public} calls it. Add to the proxy's location in nginx: proxy_set_header Host $host;",
                        publicly(problem("421 Misdirected Request", "web.host"))),
                ill(
                        "a proxy of HTTP/1.0",
                        PUBLIC_ADDRESS,
                        "The proxy speaks HTTP/1.0 to Jarvas, which does not. Add to its location in nginx: proxy_http_version 1.1;",
                        publicAddressIs(problem("400 Bad Request", "web.http_1_0"))),
                ill(
                        "a proxy at the sidebar's port",
                        PUBLIC_ADDRESS,
                        "{public} leads to the port that is for Home Assistant's sidebar alone. Have the proxy lead to api_port (8100).",
                        publicAddressIs(problem("403 Forbidden", "web.ingress_only"))),
                ill(
                        "a proxy that does not reach Jarvas",
                        PUBLIC_ADDRESS,
                        "A proxy answers at {public} and does not reach Jarvas behind it. Start Jarvas, and check where the proxy leads.",
                        publicAddressIs(always("502 Bad Gateway", HTML, "<h1>502</h1>"))),
                ill(
                        "a public address that is another",
                        PUBLIC_ADDRESS,
                        "{public} sends everybody on to https://jarvas.example. Set public_url to https://jarvas.example.",
                        publicAddressIs(
                                always("308 Permanent Redirect", "Location: https://jarvas.example/health/live", ""))),
                ill(
                        "a login before the public address",
                        PUBLIC_ADDRESS,
                        "A login page stands before Jarvas at {public}. Set public_url to an address that goes past it, such as the one in your own network.",
                        publicAddressIs(always("200 OK", HTML, "<title>Authelia</title>"))));
        Stream<Illness> machines = Stream.of(
                ill(
                        "a small window",
                        SETTINGS,
                        "The model's window is set to 2048 tokens, too little for most homes. Leave ollama_context at 8192; less than 4096 is rarely enough.",
                        patient -> patient.window = 2048),
                ill(
                        "a model that leaves memory",
                        SETTINGS,
                        "ollama_keep_alive is 0, so the model leaves memory after every answer, and the next one waits for it. Leave ollama_keep_alive at -1.",
                        patient -> patient.keepAlive = "0"),
                ill(
                        "a port that is taken",
                        RUNNING,
                        "Port {port} on 127.0.0.1 is used by another program. Stop that program, or choose another port.",
                        patient -> patient.port =
                                at(always("200 OK", "", "")).url().getPort()),
                ill(
                        "a host of another machine",
                        RUNNING,
                        "This machine has no address 192.0.2.7 to listen at. Set host to 127.0.0.1, or to an address of this machine.",
                        patient -> patient.host = "192.0.2.7"),
                ill(
                        "a file for a directory",
                        DATA_DIRECTORY,
                        "{data} is a file, not a directory. Choose another with data_dir.",
                        patient -> patient.data = Files.createTempFile(folder, "data", "")),
                ill(
                        "a directory below a file",
                        DATA_DIRECTORY,
                        "{data} does not exist, and cannot be made in {above}. Make it and give it to Jarvas's user, or choose another with data_dir.",
                        patient -> patient.data =
                                Files.createTempFile(folder, "data", "").resolve("jarvas")),
                ill(
                        "a damaged database",
                        DATABASE,
                        "The database {data}/jarvas.db is damaged. Look after the disk first. The next start sets the file aside and begins another; the documentation says what can be saved.",
                        patient -> {
                            patient.data = Files.createTempDirectory(folder, "data");
                            Files.writeString(patient.data.resolve("jarvas.db"), "not a database at all ".repeat(100));
                        }),
                ill(
                        "a newer Jarvas's database",
                        DATABASE,
                        "The database {data}/jarvas.db was written by a newer Jarvas. Install that version again; this one would set the file aside and begin another.",
                        patient -> {
                            patient.data = Files.createTempDirectory(folder, "data");
                            try (var connection = java.sql.DriverManager.getConnection(
                                            "jdbc:sqlite:" + patient.data.resolve("jarvas.db"));
                                    var statement = connection.createStatement()) {
                                statement.execute("PRAGMA user_version = 999");
                            }
                        }),
                ill(
                        "a database that cannot be opened",
                        DATABASE,
                        "The database {data}/jarvas.db cannot be opened. Give Jarvas's user the right to read and write it, and close other programs that hold it.",
                        patient -> {
                            patient.data = Files.createTempDirectory(folder, "data");
                            patient.soundness = _ -> StoreSoundness.UNREADABLE;
                        }));
        return Stream.of(reached, homes, models, publics, machines, voices()).flatMap(stream -> stream);
    }

    private Stream<Illness> voices() {
        return Stream.of(
                ill(
                        "an ear that does not answer",
                        VOICE_LISTENING,
                        "tcp://whisper:10300, which listens, does not answer. Start it, or set speech_to_text to another one, or to auto.",
                        patient -> patient.listening = Optional.of(
                                _ -> List.of(speech("tcp://whisper:10300", Optional.of(Code.UNREACHABLE))))),
                ill(
                        "an ear that fails",
                        VOICE_LISTENING,
                        "stt.demo, which listens, does not work: no such format. Start it, or set speech_to_text to another one, or to auto.",
                        patient -> patient.listening =
                                Optional.of(_ -> List.of(speech("stt.demo", Optional.of(Code.REFUSED))))),
                ill(
                        "a mouth without the language",
                        VOICE_SPEAKING,
                        "tcp://piper:10200 speaks, and has no voice for the language \"pt\". Give it a voice for that language.",
                        patient -> {
                            patient.languages = List.of(Language.PORTUGUESE);
                            patient.speaking = Optional.of(_ -> List.of(speech("tcp://piper:10200", Optional.empty())));
                        }),
                ill(
                        "an Assist that was not told",
                        VOICE_ASSIST,
                        "Home Assistant's Assist does not use Jarvas yet. In Home Assistant: Settings, Devices & services. Add Jarvas where it is discovered, or else the integration \"Wyoming Protocol\" with this machine's address and the port 10700.",
                        patient -> {
                            patient.running = Setup.Running.THIS;
                            patient.assistPort = OptionalInt.of(10_700);
                        }),
                ill(
                        "an Assist that finds nobody",
                        VOICE_ASSIST,
                        "Nobody listens at the port 1, where Assist would find Jarvas. Start Jarvas anew: its log says what is wrong with wyoming_port.",
                        patient -> {
                            patient.running = Setup.Running.ANOTHER;
                            patient.assistPort = OptionalInt.of(1);
                        }));
    }

    private static SpeechStatus speech(String place, Optional<Code> problem) {
        return new SpeechStatus(Optional.empty(), Optional.of(place), List.of("en"), problem, "no such format");
    }

    @Test
    void aVoiceThatWorksIsFineAndAHomeThatIsAwayIsNotAsked() {
        Patients patient = patient();
        List<Boolean> asked = new CopyOnWriteArrayList<>();
        patient.listening = Optional.of(home -> {
            asked.add(home);
            return List.of(speech("tcp://whisper:10300", Optional.empty()));
        });
        patient.speaking = Optional.of(_ -> List.of());

        Report report = examine(patient, _ -> {});

        assertThat(said(finding(report, VOICE_LISTENING), Language.ENGLISH)).isEqualTo("tcp://whisper:10300 listens.");
        assertThat(finding(report, VOICE_SPEAKING)).isInstanceOf(Finding.Skipped.class);
        patient.token = "wrong";
        examine(patient, _ -> {});
        assertThat(asked).containsExactly(true, false);
    }

    @TestFactory
    Stream<DynamicTest> aBrokenSetupGetsItsSentence() {
        return illnesses()
                .map(illness -> DynamicTest.dynamicTest(illness.name(), () -> {
                    Patients patient = patient();
                    illness.cause().make(patient);
                    try {
                        Report report =
                                examine(patient, InstantSource.system(), Optional.of(certificates.trust()), _ -> {});
                        Finding finding = finding(report, illness.check());
                        assertThat(finding).isInstanceOfAny(Finding.Broken.class, Finding.Warning.class);
                        assertThat(said(finding, Language.ENGLISH)).isEqualTo(filled(illness.sentence(), patient));
                        assertThat(said(finding, Language.PORTUGUESE))
                                .isNotBlank()
                                .isNotEqualTo(said(finding, Language.ENGLISH));
                        assertThat(report.checks()).extracting(Examined::check).containsExactly(Check.values());
                    } finally {
                        close();
                        exposeEverything();
                    }
                }));
    }

    @Test
    void aClockThatIsOffIsSaid() {
        InstantSource ahead = () -> Clock.systemUTC().instant().plusSeconds(60);
        InstantSource behind = () -> Clock.systemUTC().instant().minusSeconds(60);

        assertThat(said(finding(examine(patient(), ahead, Optional.empty(), _ -> {}), CLOCK), Language.ENGLISH))
                .matches("This machine's clock is (5[89]|6[0-2]) seconds ahead of Home Assistant's\\. Have both .*");
        assertThat(said(finding(examine(patient(), behind, Optional.empty(), _ -> {}), CLOCK), Language.ENGLISH))
                .matches("This machine's clock is (5[89]|6[0-2]) seconds behind Home Assistant's\\. Have both .*");
    }

    @Test
    void aSlowModelIsSaid() throws Exception {
        Patients patient = patient();
        ollama(it -> it.chat = OllamaStranger.flowing(100, word("One"), word(" two"), word(" three"), done(3, 1500)))
                .make(patient);

        assertThat(said(finding(examine(patient, _ -> {}), MODEL_ANSWER), Language.ENGLISH))
                .matches("The first word came after [0-9.]+ s, but the model writes only 2 tokens a second\\."
                        + " Choose a smaller model, or run Ollama where there is a graphics card\\.");
    }

    @Test
    void aModelThatARunningJarvasUsesIsLeftAlone() {
        Patients patient = patient();
        patient.running = Setup.Running.ANOTHER;
        patient.undisturbed = true;

        Report report = examine(patient, _ -> {});

        assertThat(report.works()).isTrue();
        assertThat(finding(report, MODEL_ANSWER)).isInstanceOf(Finding.Skipped.class);
        assertThat(said(finding(report, RUNNING), Language.ENGLISH))
                .isEqualTo("Jarvas is running on this data directory; the doctor leaves it alone.");
    }

    @Test
    void nothingIsMadeInTheDataDirectory() throws Exception {
        Patients patient = patient();
        patient.data = Files.createTempDirectory(folder, "data");
        io.jarvas.sqlite.Database.open(patient.data.resolve("jarvas.db")).close();

        Report report = examine(patient, _ -> {});

        assertThat(said(finding(report, DATABASE), Language.ENGLISH)).isEqualTo("The database is whole.");
        try (Stream<Path> files = Files.list(patient.data)) {
            assertThat(files).containsExactly(patient.data.resolve("jarvas.db"));
        }
    }

    private static Finding finding(Report report, Check check) {
        return report.checks().stream()
                .filter(one -> one.check() == check)
                .findFirst()
                .orElseThrow()
                .finding();
    }

    private static String said(Finding finding, Language language) {
        Sentences sentences = Sentences.in(language);
        String said = finding.said().in(sentences);
        return finding.next().map(next -> said + " " + next.in(sentences)).orElse(said);
    }

    private static String filled(String sentence, Patients patient) {
        return sentence.replace("{home}", patient.home.toString())
                .replace("{model}", patient.models.getFirst().toString())
                .replace("{public}", patient.publicUrl.map(URI::toString).orElse(""))
                .replace("{port}", String.valueOf(patient.port))
                .replace("{data}", patient.data.toString())
                .replace("{above}", String.valueOf(patient.data.getParent()));
    }

    /// An address whose queue of connections is full, so that it takes no other.
    private URI full() throws Exception {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        open.add(server);
        for (int i = 0; i < 4; i++) {
            Socket socket = new Socket();
            open.add(socket);
            try {
                socket.connect(server.getLocalSocketAddress(), 200);
            } catch (java.net.SocketTimeoutException e) {
                break;
            }
        }
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void exposeNothing(Patients patient) throws Exception {
        expose(false);
    }

    private void exposeEverything() throws Exception {
        expose(true);
    }

    private void expose(boolean exposed) throws Exception {
        if (exposed && taken.isEmpty()) {
            return;
        }
        Patients patient = patient();
        try (Probe probe = new Probe(QUICK, InstantSource.system(), Optional.empty());
                HomeTalk talk = HomeTalk.open(probe, patient.setup().home())) {
            if (!exposed) {
                taken.addAll(HomeTalk.exposed(talk.ask("homeassistant/expose_entity/list", Map.of())));
            }
            talk.ask(
                    "homeassistant/expose_entity",
                    Map.of("assistants", List.of("conversation"), "entity_ids", taken, "should_expose", exposed));
            if (exposed) {
                taken.clear();
            }
        }
    }
}
