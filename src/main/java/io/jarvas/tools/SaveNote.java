package io.jarvas.tools;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.ActionOutcome.Denied;
import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.action.ActionOutcome.Kept.Change;
import io.jarvas.action.Asking;
import io.jarvas.action.Tool;
import io.jarvas.conversation.StoreException;
import io.jarvas.memory.Kept;
import io.jarvas.memory.Memories;
import io.jarvas.memory.OwnWords;
import io.jarvas.memory.Scope;
import io.jarvas.memory.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// `save_note`: remembers what a person asked to keep.
///
/// ```
/// {"text": "Rita takes her coffee black"}
/// {"text": "The bins go out on Tuesdays", "scope": "household"}
/// ```
/// It is for the household only where the person speaks of more than themselves: what is meant for one is not told to
/// all because a model said so.
final class SaveNote implements Tool.Keeping {
    private static final Set<String> SHARED = Set.of(
            "we",
            "us",
            "our",
            "ours",
            "everyone",
            "everybody",
            "household",
            "family",
            "nosso",
            "nossa",
            "nossos",
            "nossas",
            "familia",
            "temos",
            "somos",
            "queremos",
            "gostamos",
            "todos");

    private final Memories memories;

    SaveNote(Memories memories) {
        this.memories = memories;
    }

    @Override
    public String name() {
        return "save_note";
    }

    @Override
    public Intent intent(Map<String, Object> given, Asking asking) {
        Arguments arguments = new Arguments(given);
        String text = arguments.required("text", "note", "content");
        boolean household = arguments
                .text("scope")
                .map(Texts::plain)
                .filter(scope -> scope.startsWith("house") || scope.equals("home") || scope.equals("casa"))
                .isPresent();
        Scope scope = household && shared(asking.words()) ? Scope.HOUSEHOLD : Scope.PERSON;
        List<String> said = new ArrayList<>(List.of(asking.words()));
        said.addAll(asking.earlier());
        return new Intent(text, OwnWords.say(said, text), () -> keep(text, scope, asking));
    }

    private ActionOutcome keep(String text, Scope scope, Asking asking) {
        Source source = new Source(Source.Kind.ASKED, asking.conversation().id(), asking.turn());
        try {
            return switch (memories.keep(asking.conversation().person(), scope, text, source)) {
                case Kept.Remembered remembered ->
                    new ActionOutcome.Kept(
                            Change.REMEMBERED, remembered.memory().text());
                case Kept.Known(var known) -> new ActionOutcome.Kept(Change.KNOWN, known.text());
                case Kept.Secret _ -> new Denied(Denied.Reason.SECRET, List.of());
                case Kept.Off _ -> new Denied(Denied.Reason.FORGETFUL, List.of());
                case Kept.Unknown _ -> Answers.failed(Failure.Reason.NOT_STORED, name(), "");
            };
        } catch (StoreException e) {
            return Answers.failed(Failure.Reason.NOT_STORED, name(), "");
        }
    }

    private static boolean shared(String words) {
        return Stream.of(Texts.plain(words).split(" ")).anyMatch(SHARED::contains);
    }
}
