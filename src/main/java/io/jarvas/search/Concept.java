package io.jarvas.search;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What a word or phrase of the household means, in whichever language.
///
/// @param id `kitchen`, as a term of the index `kind:light`
/// @param broader concepts that it is one of: a lamp is a light
/// @param targets what Home Assistant says such things are; none for what only names tell
record Concept(Section section, String id, List<String> broader, List<Target> targets) {
    /// What a concept is about.
    enum Section {
        KIND,
        PLACE,
        NAME,
        VERB,
        STATE,
        WISH,
        NOTHING
    }

    /// A domain, or a domain and a device class.
    ///
    /// @param deviceClass empty for any, `-` for none
    /// @param loosely whether it is this only in a manner of speaking
    /// @param states the states that a concept of that section means
    /// @param below what numbers are less that are such states too
    record Target(String domain, String deviceClass, boolean loosely, Set<String> states, double below) {
        private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(?:[.,]\\d{1,15})?");

        boolean fits(String domain, String deviceClass) {
            return this.domain.equals(domain)
                    && (this.deviceClass.isEmpty()
                            || this.deviceClass.equals(deviceClass)
                            || (this.deviceClass.equals("-") && deviceClass.isEmpty()));
        }

        boolean means(String state) {
            return states.contains(state) || (below > Double.NEGATIVE_INFINITY && number(state) < below);
        }

        private static double number(String state) {
            return NUMBER.matcher(state).matches() ? Double.parseDouble(state.replace(',', '.')) : Double.NaN;
        }
    }

    Concept {
        broader = List.copyOf(broader);
        targets = List.copyOf(targets);
    }

    /// Whether it names things, rather than what they do or are.
    boolean names() {
        return switch (section) {
            case KIND, PLACE, NAME -> true;
            case VERB, STATE, WISH, NOTHING -> false;
        };
    }

    /// The term under which the index keeps it.
    String term() {
        return term(section, id);
    }

    static String term(Section section, String id) {
        return "#" + section + ":" + id;
    }
}
