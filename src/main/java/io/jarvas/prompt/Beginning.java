package io.jarvas.prompt;

import java.util.Optional;

/// What is the same in every conversation, as the text of the system message.
///
/// @param base its part before the states
/// @param keyframe the states in it; empty where the home is not shown whole
record Beginning(
        HomeForm form,
        String base,
        String text,
        PromptParts parts,
        Optional<Catalogue> catalogue,
        Optional<Keyframe> keyframe) {

    static Beginning unknown(Rules rules) {
        String text = rules.common() + "\n" + rules.unknown();
        return new Beginning(
                HomeForm.UNKNOWN,
                text,
                text,
                new PromptParts(text.length(), 0, 0, 0, 0, 0),
                Optional.empty(),
                Optional.empty());
    }

    static Beginning whole(Rules rules, Catalogue catalogue, Keyframe keyframe) {
        return of(HomeForm.WHOLE, rules.common(), catalogue, catalogue.whole(), Optional.of(keyframe));
    }

    static Beginning index(Rules rules, Catalogue catalogue, int maximumCharacters) {
        String common = rules.common() + rules.index();
        int room = maximumCharacters
                - of(HomeForm.INDEX, common, catalogue, "", Optional.empty())
                        .text()
                        .length();
        return of(HomeForm.INDEX, common, catalogue, catalogue.index(room), Optional.empty());
    }

    private static Beginning of(
            HomeForm form, String rules, Catalogue catalogue, String home, Optional<Keyframe> keyframe) {
        String common = rules + "\n";
        String services = catalogue.services() + "\n";
        String states = keyframe.map(Keyframe::text).orElse("");
        String base = common + services + home;
        return new Beginning(
                form,
                base,
                base + states,
                new PromptParts(common.length(), services.length(), home.length(), states.length(), 0, 0),
                Optional.of(catalogue),
                keyframe);
    }
}
