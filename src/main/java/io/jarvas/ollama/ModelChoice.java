package io.jarvas.ollama;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The rule by which a model is chosen where the owner names none.
///
/// Where the owner lists `models`, it is the first of them that is installed. Otherwise it is the best of all
/// that are installed, answer in words, and run on the owner's machine: embedding models and those that
/// Ollama passes on to its cloud are never chosen. The best is the first by these, in this order:
///
/// 1. its file has 6 GB at most, about 8 billion parameters in four bits, which a home machine reads from
///   memory fast enough;
/// 2. it was taught to call tools, so it keeps to a form;
/// 3. it speaks at once, without thinking first;
/// 4. it is made for talking: not for code, mathematics, or judging what others wrote;
/// 5. it has 3 billion parameters or more: smaller ones fail a third of simple requests about a home;
/// 6. its family, by how well it does with a home: Qwen 3, gpt-oss, Gemma 3, Mistral, Llama, Qwen 2, Granite,
///   Phi, others;
/// 7. it is the larger (above 6 GB, the smaller);
/// 8. its name comes first in the alphabet.
///
/// What is chosen stays chosen while it is installed, so that a new download does not change the voice of the
/// house. Which model happens to be in memory plays no part.
public final class ModelChoice {
    private static final long HOME_BYTES = 6_000_000_000L;
    private static final long ABLE_PARAMETERS = 3_000_000_000L;
    private static final List<String> FAMILIES =
            List.of("qwen3", "gptoss", "gpt-oss", "gemma3", "mistral", "llama", "qwen2", "granite", "phi");
    private static final Pattern SPECIALIST =
            Pattern.compile("cod(e|er)|starcoder|math|guard|shield|\\bbase\\b|-base|ocr|translate");

    private ModelChoice() {}

    /// A model and what is known of it.
    record Candidate(InstalledModel model, ModelDetails details) {}

    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(ModelChoice::tooLarge)
            .thenComparing(candidate -> !candidate.details().tools())
            .thenComparing(candidate -> candidate.details().thinking() != ModelDetails.Thinking.OFF)
            .thenComparing(
                    candidate -> SPECIALIST.matcher(candidate.model().name()).find())
            .thenComparing(candidate -> candidate.model().parameters() < ABLE_PARAMETERS)
            .thenComparingInt(candidate -> family(candidate.model().family()))
            .thenComparingLong(candidate -> tooLarge(candidate)
                    ? candidate.model().bytes()
                    : -candidate.model().bytes())
            .thenComparing(candidate -> candidate.model().name());

    /// The best of those installed.
    ///
    /// @param listed the owner's own list; may be empty
    /// @param details of the installed models, by name; those without are left out
    static Optional<String> best(
            List<InstalledModel> installed, List<String> listed, Map<String, ModelDetails> details) {
        if (!listed.isEmpty()) {
            return listed.stream()
                    .filter(name ->
                            installed.stream().anyMatch(model -> model.name().equals(InstalledModel.plainName(name))))
                    .findFirst();
        }
        return installed.stream()
                .filter(model -> !model.remote())
                .flatMap(model ->
                        Optional.ofNullable(details.get(model.name()))
                                .map(known -> new Candidate(model, known))
                                .stream())
                .filter(candidate -> candidate.details().chat())
                .min(BEST_FIRST)
                .map(candidate -> candidate.model().name());
    }

    private static boolean tooLarge(Candidate candidate) {
        return candidate.model().bytes() > HOME_BYTES;
    }

    private static int family(String family) {
        for (int place = 0; place < FAMILIES.size(); place++) {
            if (family.startsWith(FAMILIES.get(place))) {
                return place;
            }
        }
        return FAMILIES.size();
    }
}
