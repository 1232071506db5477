package io.jarvas.tools;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.action.ActionOutcome.Kept.Change;
import io.jarvas.action.Asking;
import io.jarvas.action.Tool;
import io.jarvas.action.UnusableArgumentsException;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoreException;
import io.jarvas.memory.Memories;
import io.jarvas.memory.Memory;
import io.jarvas.memory.MemorySearch;
import io.jarvas.memory.OwnWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `forget`: forgets the one memory of the person's own that the words fit.
///
/// ```
/// {"text": "the coffee"}
/// ```
/// Where it is not plain which one is meant, the person is asked for the one that fits best.
final class Forget implements Tool.Keeping {
    private static final int COMPARED = 12;

    private final Memories memories;
    private final MemorySearch search;

    Forget(Memories memories, MemorySearch search) {
        this.memories = memories;
        this.search = search;
    }

    @Override
    public String name() {
        return "forget";
    }

    @Override
    public Intent intent(Map<String, Object> given, Asking asking) {
        String text = new Arguments(given).required("text", "note", "content");
        Person person = asking.conversation().person();
        List<Memory> own = own(person, text);
        if (own.isEmpty()) {
            return new Intent(text, true, () -> Answers.failed(Failure.Reason.UNKNOWN, text, "no such memory"));
        }
        Memory best = own.getFirst();
        List<String> said = new ArrayList<>(List.of(asking.words()));
        said.addAll(asking.earlier());
        long fitting = own.stream()
                .filter(memory -> OwnWords.say(List.of(memory.text()), text))
                .count();
        boolean plain = fitting == 1 && OwnWords.say(List.of(best.text()), text);
        return new Intent(best.text(), plain && OwnWords.say(said, text), () -> forget(person, best));
    }

    private List<Memory> own(Person person, String text) {
        try {
            return search.find(person, text, COMPARED).stream()
                    .filter(memory -> memory.owner().equals(person))
                    .toList();
        } catch (StoreException e) {
            throw new UnusableArgumentsException("what is remembered cannot be read");
        }
    }

    private ActionOutcome forget(Person person, Memory memory) {
        try {
            return memories.forget(new Memories.Editor(person, false), memory.id())
                    ? new ActionOutcome.Kept(Change.FORGOTTEN, memory.text())
                    : Answers.failed(Failure.Reason.UNKNOWN, memory.text(), "no such memory");
        } catch (StoreException e) {
            return Answers.failed(Failure.Reason.NOT_STORED, name(), "");
        }
    }
}
