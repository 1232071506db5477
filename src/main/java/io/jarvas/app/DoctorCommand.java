package io.jarvas.app;

import io.jarvas.doctor.Check;
import io.jarvas.doctor.Credential;
import io.jarvas.doctor.Doctor;
import io.jarvas.doctor.Finding;
import io.jarvas.doctor.Report;
import io.jarvas.doctor.Report.Examined;
import io.jarvas.json.Json;
import io.jarvas.language.Language;
import io.jarvas.language.Sentences;
import java.io.PrintStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `jarvas doctor`: what is wrong, and what to do, a line for each check.
final class DoctorCommand {
    static final String NAME = "doctor";
    private static final String JSON = "--json";
    private static final String ASK_MODEL = "--ask-model";

    private final SettingsReader reader;
    private final PrintStream output;

    DoctorCommand(SettingsReader reader, PrintStream output) {
        this.reader = reader;
        this.output = output;
    }

    static boolean takes(List<String> options) {
        return Set.of(JSON, ASK_MODEL).containsAll(options)
                && Set.copyOf(options).size() == options.size();
    }

    /// @return the process's exit code
    int run(List<String> options) {
        boolean json = options.contains(JSON);
        Settings settings;
        try {
            settings = reader.read();
        } catch (SettingsException e) {
            unreadable(e.problems(), json);
            return Commands.MISUSED;
        }
        Sentences sentences =
                Sentences.in(settings.language().or(reader::systemLanguage).orElse(Language.ENGLISH));
        Clock clock = Clock.systemUTC();
        Doctor doctor = new Doctor(Wiring.doctorSetup(settings, options.contains(ASK_MODEL), clock), clock);
        Credential credential =
                settings.web().apiToken().<Credential>map(Credential.Token::new).orElseGet(Credential.None::new);
        Report report = doctor.examine(credential, examined -> {
            if (!json) {
                output.println(line(examined, sentences));
            }
        });
        output.println(json ? Json.text(report.json(sentences)) : report.summary(sentences));
        return report.works() ? Commands.OK : Commands.FAILED;
    }

    private static String line(Examined examined, Sentences sentences) {
        Finding finding = examined.finding();
        String mark = switch (finding) {
            case Finding.Fine _ -> "✔";
            case Finding.Warning _ -> "!";
            case Finding.Broken _ -> "✘";
            case Finding.Skipped _ -> "–";
        };
        String line = mark + " " + sentences.say(examined.check().title()) + ": "
                + finding.said().in(sentences);
        return finding.next().map(next -> line + " " + next.in(sentences)).orElse(line);
    }

    /// The language that the settings would say is not known then.
    private void unreadable(List<String> problems, boolean json) {
        Sentences sentences = Sentences.in(reader.systemLanguage().orElse(Language.ENGLISH));
        String sentence = sentences.say("doctor.settings.unreadable");
        if (json) {
            Map<String, @Nullable Object> check = new LinkedHashMap<>();
            check.put("check", Check.SETTINGS.id());
            check.put("title", sentences.say(Check.SETTINGS.title()));
            check.put("result", "broken");
            check.put("key", "doctor.settings.unreadable");
            check.put("sentence", sentence);
            check.put("next", String.join("\n", problems));
            output.println(Json.text(Map.of("works", false, "summary", sentence, "checks", List.of(check))));
        } else {
            output.println("✘ " + sentences.say(Check.SETTINGS.title()) + ": " + sentence);
            problems.forEach(problem -> output.println("  " + problem));
        }
    }
}
