package io.jarvas.llm;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whether a model can answer, for people and for health checks.
///
/// @param model that answers where a request names none
/// @param allowed what a request may ask for, the default first
/// @param contextTokens the window in every request to that model; 0 while unknown
/// @param windows the same for each of `allowed` of which it is known, by name
/// @param capabilities what each of `allowed` can, of which it is known, by name
/// @param server which of several it is; says nothing to people. Empty while unknown
/// @param version of the server; empty while unknown
/// @param problem what stands in the way of an answer
/// @param detail what the server said, in its own words
/// @param checked when this was last found out
public record ModelStatus(
        Optional<String> model,
        List<String> allowed,
        int contextTokens,
        Map<String, Integer> windows,
        Map<String, Set<Capability>> capabilities,
        Memory memory,
        String server,
        String version,
        Optional<ModelException.Code> problem,
        String detail,
        Instant checked) {
    /// Whether the model is in the server's memory.
    public enum Memory {
        UNKNOWN,
        ABSENT,
        LOADED
    }

    /// What a model was taught besides reading and writing text.
    public enum Capability {
        /// To call tools natively.
        TOOLS,
        /// To see pictures.
        VISION,
        /// To think before it speaks, from which it cannot be kept.
        THINKING
    }

    public ModelStatus {
        allowed = List.copyOf(allowed);
        windows = Map.copyOf(windows);
        capabilities = Map.copyOf(capabilities);
    }

    /// One of a model of which neither its server, nor other windows, nor capabilities are known.
    public ModelStatus(
            Optional<String> model,
            List<String> allowed,
            int contextTokens,
            Memory memory,
            String version,
            Optional<ModelException.Code> problem,
            String detail,
            Instant checked) {
        this(model, allowed, contextTokens, Map.of(), Map.of(), memory, "", version, problem, detail, checked);
    }

    /// The same, with the model in memory or not.
    public ModelStatus withMemory(Memory now) {
        return new ModelStatus(
                model, allowed, contextTokens, windows, capabilities, now, server, version, problem, detail, checked);
    }

    /// The same, with that in the way of an answer, or nothing any more.
    ///
    /// @param words of the server
    public ModelStatus withProblem(Optional<ModelException.Code> now, String words) {
        return new ModelStatus(
                model, allowed, contextTokens, windows, capabilities, memory, server, version, now, words, checked);
    }

    /// The same, found out of that server at that moment.
    public ModelStatus withCheck(String of, Instant at) {
        return new ModelStatus(
                model, allowed, contextTokens, windows, capabilities, memory, of, version, problem, detail, at);
    }

    /// The window of a request, in tokens; 0 while unknown.
    ///
    /// @param wanted see [ChatRequest#model()]
    public int window(Optional<String> wanted) {
        return wanted.map(name -> windows.getOrDefault(name, contextTokens)).orElse(contextTokens);
    }

    /// What a request's model can; nothing while unknown.
    ///
    /// @param wanted see [ChatRequest#model()]
    public Set<Capability> capabilities(Optional<String> wanted) {
        return wanted.or(this::model)
                .map(name -> capabilities.getOrDefault(name, Set.of()))
                .orElse(Set.of());
    }
}
