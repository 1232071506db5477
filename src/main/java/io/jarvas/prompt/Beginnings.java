package io.jarvas.prompt;

import io.jarvas.home.HomeCatalog;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A home's beginning of prompts, whole and as an index, and which of them goes into which window. Used under
/// its owner's lock.
///
/// How many tokens a text has is known only about, and differently for each form; so what fits once may seem
/// not to fit the next time. A home that was shown whole and has grown beyond its share by a tenth is an
/// index from then on, for that model and window, until the catalogue's text is another one.
final class Beginnings {
    private static final double LEEWAY = 1.1;

    private final Catalogue catalogue;
    private final Keyframe keyframe;
    private final Map<Model, Form> forms;

    private enum Size {
        NOT_SEEN_WHOLE,
        WHOLE,
        TOO_LARGE
    }

    private record Model(String name, int tokens, Rules rules) {}

    /// How the home is shown to a model.
    private static final class Form {
        private Size size = Size.NOT_SEEN_WHOLE;
        private int room;
        private @Nullable Beginning whole;
        private @Nullable Beginning index;
    }

    Beginnings(Catalogue catalogue, Keyframe keyframe) {
        this(catalogue, keyframe, new HashMap<>());
    }

    private Beginnings(Catalogue catalogue, Keyframe keyframe, Map<Model, Form> forms) {
        this.catalogue = catalogue;
        this.keyframe = keyframe;
        this.forms = forms;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /// The same home at another moment; this one is not used any more.
    Beginnings with(Keyframe newer) {
        forms.values().forEach(form -> form.whole = null);
        return new Beginnings(catalogue, newer, forms);
    }

    /// The same moment after a change of the registries that prompts do not show, as of a feature or a
    /// device's name; this one is not used any more. Empty where they show it.
    Optional<Beginnings> with(Catalogue newer) {
        if (!newer.readsAs(catalogue)) {
            return Optional.empty();
        }
        forms.values().forEach(form -> {
            form.whole = null;
            form.index = null;
        });
        return Optional.of(new Beginnings(newer, keyframe, forms));
    }

    /// Cheap: the catalogue is the same instance in every snapshot until a registry changes.
    boolean areOf(HomeCatalog home) {
        return catalogue.home().equals(home);
    }

    /// The one that fits.
    Beginning form(Window window, Rules rules) {
        Form form = forms.computeIfAbsent(new Model(window.model(), window.tokens(), rules), _ -> new Form());
        Beginning whole = form.whole;
        if (whole == null) {
            whole = Beginning.whole(rules, catalogue, keyframe);
            form.whole = whole;
        }
        int tokens = window.tokensOf(whole.characters());
        form.size = switch (form.size) {
            case NOT_SEEN_WHOLE -> tokens <= window.home() ? Size.WHOLE : Size.NOT_SEEN_WHOLE;
            case WHOLE -> tokens <= window.home() * LEEWAY ? Size.WHOLE : Size.TOO_LARGE;
            case TOO_LARGE -> Size.TOO_LARGE;
        };
        return form.size == Size.WHOLE ? whole : index(form, window, rules);
    }

    private Beginning index(Form form, Window window, Rules rules) {
        int room = window.charactersOf(window.home());
        Beginning index = form.index;
        if (index == null || form.room != room) {
            index = Beginning.index(rules, catalogue, room);
            form.index = index;
            form.room = room;
        }
        return index;
    }
}
