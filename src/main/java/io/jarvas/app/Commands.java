package io.jarvas.app;

import io.jarvas.conversation.StoreException;
import io.jarvas.sqlite.Database;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What can be asked of the program on its command line.
final class Commands {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int MISUSED = 2;

    private static final System.Logger LOGGER = System.getLogger(Commands.class.getName());

    private static final String USAGE = """
            Jarvas, an assistant for Home Assistant

            usage: jarvas COMMAND

              serve     serve your Home Assistant, with the settings in jarvas.yaml or the environment
              demo      a whole demo home with a demo model: nothing to set up, nothing real is switched
              doctor    looks at everything that Jarvas needs, and says what is wrong and what to do; also while it runs.
                        --json for programs; --ask-model has the model speak although a running Jarvas uses it.
                        It ends with 0 where all is well, 1 where something is broken, 2 where the settings cannot be read
              backup    writes a copy of the database beside it (jarvas.db.backup), while Jarvas may go on
              token     add NAME, list, revoke NAME: tokens for other machines, while Jarvas may go on
              settings  all settings, with their defaults
              version   the version
              help      this text

            serve needs two settings: home_assistant_url and home_assistant_token (JARVAS_HOME_ASSISTANT_URL and
            JARVAS_HOME_ASSISTANT_TOKEN). JARVAS_CONFIG names another file than ./jarvas.yaml.
            """;

    /// Starts everything that serves, and adds it to the resources one by one.
    @FunctionalInterface
    interface Starter {
        void start(Settings settings, DataDirectory directory, Resources resources);
    }

    /// Starts the demo home and the demo model, adds them to the resources, and says how to reach them:
    /// settings by key.
    @FunctionalInterface
    interface DemoStarter {
        Map<String, String> start(Resources resources);
    }

    private final SettingsReader reader;
    private final Starter starter;
    private final DemoStarter demo;
    private final StopSignal stop;
    private final PrintStream output;
    private final PrintStream errors;

    Commands(
            SettingsReader reader,
            Starter starter,
            DemoStarter demo,
            StopSignal stop,
            PrintStream output,
            PrintStream errors) {
        this.reader = reader;
        this.starter = starter;
        this.demo = demo;
        this.stop = stop;
        this.output = output;
        this.errors = errors;
    }

    /// Runs to its end, which for a server is the request to stop.
    ///
    /// @return the process's exit code
    int run(List<String> arguments) {
        try {
            return command(arguments);
        } finally {
            stop.stopped();
        }
    }

    private int command(List<String> arguments) {
        if (!arguments.isEmpty() && arguments.getFirst().equals(DoctorCommand.NAME)) {
            List<String> options = arguments.subList(1, arguments.size());
            if (DoctorCommand.takes(options)) {
                Logging.configure(new Settings.Log(System.Logger.Level.ERROR, false), errors);
                return new DoctorCommand(reader, output).run(options);
            }
        }
        if (arguments.size() > 1 && arguments.getFirst().equals("token")) {
            return token(arguments.subList(1, arguments.size()));
        }
        String command = arguments.size() == 1 ? arguments.getFirst() : "";
        return switch (command) {
            case "serve" -> serve(false);
            case "demo" -> serve(true);
            case "backup" -> backup();
            case "settings" -> print(SettingsReference.text());
            case "help", "--help", "-h" -> print(USAGE);
            case "version", "--version" -> print("Jarvas " + version() + "\n");
            default -> misused();
        };
    }

    private int misused() {
        errors.print(USAGE);
        return MISUSED;
    }

    private int print(String text) {
        output.print(text);
        return OK;
    }

    private int serve(boolean isDemo) {
        Logging.configure(new Settings.Log(System.Logger.Level.INFO, false), errors);
        try (Resources resources = new Resources()) {
            Settings settings = reader.read(isDemo ? demoSettings(resources) : Map.of());
            Logging.configure(settings.log(), errors);
            Ports.check(settings);
            DataDirectory directory = resources.add("data directory", DataDirectory.open(settings.dataDir()));
            starter.start(settings, directory, resources);
            output.println(greeting(settings, isDemo));
            stop.awaitRequest();
            return OK;
        } catch (SettingsException | StartException | StoreException e) {
            errors.println(e.getMessage());
            return FAILED;
        } catch (RuntimeException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "the start failed", e);
            errors.println("Jarvas cannot start: " + e + ". With log_level debug the log says where.");
            return FAILED;
        }
    }

    private int backup() {
        Logging.configure(new Settings.Log(System.Logger.Level.WARNING, false), errors);
        try {
            Path copy = Database.backup(DataDirectory.database(reader.read().dataDir()));
            output.println("The copy is " + copy + ".");
            return OK;
        } catch (SettingsException | StoreException e) {
            errors.println(e.getMessage());
            return FAILED;
        }
    }

    private int token(List<String> words) {
        Optional<TokenCommand.Wish> wish = TokenCommand.wish(words);
        if (wish.isEmpty()) {
            return misused();
        }
        Logging.configure(new Settings.Log(System.Logger.Level.WARNING, false), errors);
        try {
            return new TokenCommand(output, errors)
                    .run(wish.get(), reader.read().dataDir());
        } catch (SettingsException | StartException | StoreException e) {
            errors.println(e.getMessage());
            return FAILED;
        }
    }

    /// The demo forgets everything at its end, so its conversations and its home, which begins anew, never
    /// disagree.
    private Map<String, String> demoSettings(Resources resources) {
        Map<String, String> own = new HashMap<>(demo.start(resources));
        own.put(
                "data_dir",
                resources.add("demo data", DataDirectory.temporary()).path().toString());
        // The owner's models are not the demo's.
        own.putIfAbsent("ollama_model", "");
        own.putIfAbsent("models", "");
        return own;
    }

    private static String greeting(Settings settings, boolean isDemo) {
        String url = settings.web().publicUrl().map(Object::toString).orElseGet(() -> address(settings.web()));
        return isDemo
                ? "Jarvas " + version() + " demo: open " + url
                        + " (the home and the model are demos, nothing real is switched)"
                : "Jarvas " + version() + ": " + url;
    }

    private static String address(Settings.Web web) {
        String host = web.host();
        if (SettingsReader.loopback(host) || host.equals("0.0.0.0") || host.equals("::")) {
            return "http://localhost:" + web.port();
        }
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + web.port();
    }

    static String version() {
        return Optional.ofNullable(Commands.class.getPackage().getImplementationVersion())
                .orElse("(development)");
    }
}
