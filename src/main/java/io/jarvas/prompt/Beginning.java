package io.jarvas.prompt;

import io.jarvas.llm.ToolSpec;
import java.util.List;
import java.util.Optional;

/// What is the same in every conversation, as the text of the system message.
///
/// @param base its part before the states
/// @param parts of the text, and of the tools
/// @param tools that the model may call natively
/// @param keyframe the states in it; empty where the home is not shown whole
record Beginning(
        HomeForm form,
        String base,
        String text,
        PromptParts parts,
        List<ToolSpec> tools,
        Optional<Catalogue> catalogue,
        Optional<Keyframe> keyframe) {

    static Beginning unknown(Rules rules) {
        String text = rules.common() + "\n" + rules.unknown();
        return new Beginning(
                HomeForm.UNKNOWN,
                text,
                text,
                new PromptParts(text.length() + rules.toolCharacters(), 0, 0, 0, 0, 0),
                rules.tools(),
                Optional.empty(),
                Optional.empty());
    }

    static Beginning whole(Rules rules, Catalogue catalogue, Keyframe keyframe) {
        return of(HomeForm.WHOLE, rules, rules.common(), catalogue, catalogue.whole(), Optional.of(keyframe));
    }

    static Beginning index(Rules rules, Catalogue catalogue, int maximumCharacters) {
        String common = rules.common() + rules.index();
        int room = maximumCharacters
                - of(HomeForm.INDEX, rules, common, catalogue, "", Optional.empty())
                        .characters();
        return of(HomeForm.INDEX, rules, common, catalogue, catalogue.index(room), Optional.empty());
    }

    private static Beginning of(
            HomeForm form, Rules rules, String text, Catalogue catalogue, String home, Optional<Keyframe> keyframe) {
        String common = text + "\n";
        String services = catalogue.services() + "\n";
        String states = keyframe.map(Keyframe::text).orElse("");
        String base = common + services + home;
        return new Beginning(
                form,
                base,
                base + states,
                new PromptParts(
                        common.length() + rules.toolCharacters(),
                        services.length(),
                        home.length(),
                        states.length(),
                        0,
                        0),
                rules.tools(),
                Optional.of(catalogue),
                keyframe);
    }

    /// What it takes, tools among it.
    int characters() {
        return parts.beginning();
    }
}
