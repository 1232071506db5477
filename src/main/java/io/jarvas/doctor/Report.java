package io.jarvas.doctor;

import io.jarvas.doctor.Finding.Broken;
import io.jarvas.doctor.Finding.Fine;
import io.jarvas.doctor.Finding.Skipped;
import io.jarvas.doctor.Finding.Warning;
import io.jarvas.language.Sentences;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the doctor found, in the order of [Check].
///
/// @param took the whole examination
public record Report(List<Examined> checks, Duration took) {
    /// One check, and what it found.
    ///
    /// @param took a part of it may have been waiting for another
    public record Examined(Check check, Finding finding, Duration took) {
        public Map<String, @Nullable Object> json(Sentences sentences) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("check", check.id());
            json.put("title", sentences.say(check.title()));
            json.put("result", finding.result());
            json.put("key", finding.said().key());
            json.put("sentence", finding.said().in(sentences));
            json.put("next", finding.next().map(words -> words.in(sentences)).orElse(null));
            json.put("took_ms", took.toMillis());
            return json;
        }
    }

    public Report {
        checks = List.copyOf(checks);
    }

    /// Whether nothing is broken.
    public boolean works() {
        return count(Broken.class) == 0;
    }

    long count(Class<? extends Finding> kind) {
        return checks.stream().filter(one -> kind.isInstance(one.finding())).count();
    }

    /// All of it in one sentence.
    public String summary(Sentences sentences) {
        String key = works() ? count(Warning.class) == 0 ? "fine" : "warnings" : "broken";
        return sentences.say(
                "doctor.summary." + key,
                count(Fine.class),
                count(Warning.class),
                count(Broken.class),
                count(Skipped.class));
    }

    public Map<String, @Nullable Object> json(Sentences sentences) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("works", works());
        json.put("summary", summary(sentences));
        json.put("fine", count(Fine.class));
        json.put("warnings", count(Warning.class));
        json.put("broken", count(Broken.class));
        json.put("skipped", count(Skipped.class));
        json.put("took_ms", took.toMillis());
        json.put("checks", checks.stream().map(one -> one.json(sentences)).toList());
        return json;
    }
}
