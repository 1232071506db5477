package io.jarvas.wyoming;

import io.jarvas.language.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What a service says that it is: the answer to `describe`, as far as it is about one kind of work.
///
/// @param programs those that are installed
record ServiceInfo(List<Program> programs) {
    ServiceInfo {
        programs = List.copyOf(programs);
    }

    /// @param first whether it is the one that answers where none is selected
    /// @param models those that are installed; a voice is one
    record Program(String name, boolean first, boolean streaming, List<Model> models) {
        Program {
            models = List.copyOf(models);
        }
    }

    /// @param languages as the service writes them: `pt_PT`, `pt-PT`, `pt`
    record Model(String name, List<String> languages) {
        Model {
            languages = List.copyOf(languages);
        }
    }

    /// What is asked for.
    ///
    /// @param model to be named; empty where the program chooses by the language
    /// @param language as the service writes it
    record Choice(Program program, Optional<String> model, String language) {}

    private record Candidate(int rank, Choice choice) {}

    static ServiceInfo of(Map<String, Object> info, ServiceKind kind) {
        List<Program> programs = new ArrayList<>();
        List<Map<String, Object>> described = Values.objects(info, kind.programs());
        for (Map<String, Object> program : described) {
            if (Values.isTrue(program, "installed")) {
                programs.add(new Program(
                        Values.text(program, "name").orElse(""),
                        program.equals(described.getFirst()),
                        Values.isTrue(program, kind.streaming()),
                        Values.objects(program, kind.models()).stream()
                                .filter(model -> Values.isTrue(model, "installed"))
                                .map(model -> new Model(
                                        Values.text(model, "name").orElse(""), Values.texts(model, "languages")))
                                .toList()));
            }
        }
        return new ServiceInfo(programs);
    }

    /// All languages that it knows, as BCP 47 tags; none where it does not say.
    List<String> languages() {
        return programs.stream()
                .flatMap(program -> program.models().stream())
                .flatMap(model -> model.languages().stream())
                .map(tag -> tag.replace('_', '-'))
                .distinct()
                .sorted()
                .toList();
    }

    /// The program, and its model, for a language: one of the very language before one of a region. A service
    /// that says no languages is believed to know this one.
    ///
    /// @param named the model that the owner wants, for the languages that it knows
    /// @return nothing where no program knows the language
    Optional<Choice> choice(Language language, Optional<String> named) {
        return named.flatMap(name -> named(name, language)).or(() -> best(language));
    }

    private Optional<Choice> best(Language language) {
        return programs.stream()
                .flatMap(program -> candidates(program, language).stream())
                .min(Comparator.comparingInt(Candidate::rank))
                .map(Candidate::choice);
    }

    /// @return nothing where that model knows other languages
    private Optional<Choice> named(String name, Language language) {
        for (Program program : programs) {
            for (Model model : program.models()) {
                if (model.name().equals(name)) {
                    Optional<String> tag = model.languages().isEmpty()
                            ? Optional.of(language.tag())
                            : model.languages().stream()
                                    .filter(one -> rank(one, language).isPresent())
                                    .min(Comparator.comparingInt(
                                            one -> rank(one, language).orElseThrow()));
                    return tag.map(one -> new Choice(program, Optional.of(name), one));
                }
            }
        }
        // A service may load a model that it does not list.
        return programs.stream().findFirst().map(first -> new Choice(first, Optional.of(name), language.tag()));
    }

    private static List<Candidate> candidates(Program program, Language language) {
        List<Candidate> candidates = new ArrayList<>();
        boolean silent = true;
        for (Model model : program.models()) {
            for (String tag : model.languages()) {
                silent = false;
                OptionalInt rank = rank(tag, language);
                if (rank.isPresent()) {
                    candidates.add(
                            new Candidate(rank.orElseThrow(), new Choice(program, Optional.of(model.name()), tag)));
                }
            }
        }
        if (silent) {
            candidates.add(new Candidate(3, new Choice(program, Optional.empty(), language.tag())));
        }
        return candidates;
    }

    /// How well a tag fits, 0 best; nothing where it is another language.
    private static OptionalInt rank(String tag, Language language) {
        String lower = tag.toLowerCase(Locale.ROOT).replace('_', '-');
        if (lower.equals(language.tag())) {
            return OptionalInt.of(0);
        }
        if (!lower.startsWith(language.tag() + "-")) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                switch (lower) {
                    case "pt-pt" -> 1;
                    case "pt-br" -> 3;
                    default -> 2;
                });
    }
}
