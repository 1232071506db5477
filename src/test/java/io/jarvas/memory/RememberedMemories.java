package io.jarvas.memory;

import io.jarvas.conversation.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Memories in a list. Whatever has the word "password" in it is a secret.
public final class RememberedMemories implements Memories {
    private final List<Memory> all = new ArrayList<>();
    private final Set<Person> unwilling = new HashSet<>();
    private int ids;
    /// The owner's word for everybody.
    public boolean off;

    @Override
    public synchronized List<Memory> page(Person person, Optional<String> before, int most) {
        List<Memory> seen = all.stream()
                .filter(memory -> memory.owner().equals(person) || memory.scope() == Scope.HOUSEHOLD)
                .toList()
                .reversed();
        int from = before.map(id -> seen.stream().map(Memory::id).toList().indexOf(id) + 1)
                .orElse(0);
        return seen.subList(from, Math.min(seen.size(), from + most));
    }

    @Override
    public synchronized Kept keep(Person person, Scope scope, String text, Source source) {
        if (!wanted(person)) {
            return new Kept.Off();
        }
        if (text.contains("password")) {
            return new Kept.Secret();
        }
        Optional<Memory> known = all.stream()
                .filter(memory -> memory.owner().equals(person) && memory.text().equals(text))
                .findFirst();
        if (known.isPresent()) {
            return new Kept.Known(known.get());
        }
        Memory memory = new Memory("m" + ++ids, person, scope, text, source, Instant.parse("2026-11-23T08:30:00Z"));
        all.add(memory);
        return new Kept.Remembered(memory, List.of());
    }

    @Override
    public synchronized Kept edit(Editor editor, String id, Optional<Scope> scope, Optional<String> text) {
        for (int i = 0; i < all.size(); i++) {
            Memory old = all.get(i);
            if (old.id().equals(id) && mayChange(editor, old)) {
                if (text.filter(line -> line.contains("password")).isPresent()) {
                    return new Kept.Secret();
                }
                Memory memory = new Memory(
                        id,
                        old.owner(),
                        scope.orElse(old.scope()),
                        text.orElse(old.text()),
                        old.source(),
                        old.changed());
                all.set(i, memory);
                return new Kept.Remembered(memory, List.of());
            }
        }
        return new Kept.Unknown();
    }

    @Override
    public synchronized boolean forget(Editor editor, String id) {
        return all.removeIf(memory -> memory.id().equals(id) && mayChange(editor, memory));
    }

    private static boolean mayChange(Editor editor, Memory memory) {
        return memory.owner().equals(editor.person()) || (editor.administrator() && memory.scope() == Scope.HOUSEHOLD);
    }

    @Override
    public synchronized boolean wanted(Person person) {
        return !off && !unwilling.contains(person);
    }

    @Override
    public synchronized void want(Person person, boolean wanted) {
        if (wanted) {
            unwilling.remove(person);
        } else {
            unwilling.add(person);
        }
    }
}
