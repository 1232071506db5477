package io.jarvas.memory;

import io.jarvas.conversation.Person;
import io.jarvas.conversation.Ulid;
import io.jarvas.memory.Contradiction.Standing;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/// What is remembered, and the rules for it: secrets are not, what is known is not kept twice, and a new fact takes the
/// place of an older one about the same thing. Safe to use from any thread.
public final class MemoryBook implements Memories {
    private static final Pattern INVISIBLE = Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}]+");
    /// How many that are like a new one are compared with it.
    private static final int COMPARED = 30;

    /// Where everything is.
    public record Shelves(MemoryStore store, MemoryConsents consents, MemorySearch search, Meanings meanings) {}

    private final Shelves shelves;
    private final Recall recall;
    private final Remember remember;
    private final Clock clock;
    /// Comparing and keeping is one step.
    private final ReentrantLock lock = new ReentrantLock();

    /// @param recall is told of every change
    public MemoryBook(Shelves shelves, Recall recall, Remember remember, Clock clock) {
        this.shelves = shelves;
        this.recall = recall;
        this.remember = remember;
        this.clock = clock;
    }

    @Override
    public List<Memory> page(Person person, Optional<String> before, int most) {
        return shelves.store().page(person, before, most);
    }

    @Override
    public Kept keep(Person person, Scope scope, String text, Source source) {
        if (!allows(source) || !shelves.consents().wanted(person)) {
            return new Kept.Off();
        }
        String line = line(text);
        if (Secrets.in(text) || Secrets.in(line)) {
            return new Kept.Secret();
        }
        lock.lock();
        try {
            Memory memory = new Memory(Ulid.at(clock.instant()), person, scope, line, source, clock.instant());
            return keep(memory);
        } finally {
            lock.unlock();
        }
    }

    /// Whether the owner of the house wants what comes from there remembered.
    private boolean allows(Source source) {
        return switch (remember) {
            case OFF -> false;
            case ASKED -> source.kind() != Source.Kind.LEARNED;
            case LEARN -> true;
        };
    }

    private Kept keep(Memory memory) {
        List<Memory> replaced = new ArrayList<>();
        for (Memory older : alike(memory)) {
            switch (Contradiction.between(memory.text(), older.text())) {
                case KNOWN -> {
                    return new Kept.Known(older);
                }
                case REPLACES -> replaced.add(older);
                case APART -> {}
            }
        }
        shelves.store()
                .write(Optional.of(memory), replaced.stream().map(Memory::id).toList());
        shelves.meanings().changed(memory.id());
        changed(replaced);
        return new Kept.Remembered(memory, replaced);
    }

    /// The person's own, of the same scope, that share words with it.
    private List<Memory> alike(Memory memory) {
        return shelves.search().byWords(memory.owner(), memory.text(), COMPARED).stream()
                .filter(older -> older.owner().equals(memory.owner()) && older.scope() == memory.scope())
                .filter(older -> !older.id().equals(memory.id()))
                .toList();
    }

    private void changed(List<Memory> gone) {
        gone.forEach(memory -> shelves.meanings().changed(memory.id()));
        recall.changed();
    }

    @Override
    public Kept edit(Editor editor, String id, Optional<Scope> scope, Optional<String> text) {
        if (remember == Remember.OFF) {
            return new Kept.Off();
        }
        lock.lock();
        try {
            Optional<Memory> found = shelves.store().find(id).filter(memory -> mayChange(editor, memory));
            if (found.isEmpty()) {
                return new Kept.Unknown();
            }
            Memory old = found.get();
            String line = text.map(MemoryBook::line).orElse(old.text());
            if (text.filter(Secrets::in).isPresent() || Secrets.in(line)) {
                return new Kept.Secret();
            }
            // What an administrator writes for another stays the other's: it must not become only the other's.
            Scope wanted = old.owner().equals(editor.person()) ? scope.orElse(old.scope()) : old.scope();
            Memory memory = new Memory(id, old.owner(), wanted, line, old.source(), clock.instant());
            List<Memory> replaced = alike(memory).stream()
                    .filter(older -> Contradiction.between(line, older.text()) != Standing.APART)
                    .toList();
            shelves.store()
                    .write(
                            Optional.of(memory),
                            replaced.stream().map(Memory::id).toList());
            shelves.meanings().changed(id);
            changed(replaced);
            return new Kept.Remembered(memory, replaced);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean forget(Editor editor, String id) {
        lock.lock();
        try {
            Optional<Memory> found = shelves.store().find(id).filter(memory -> mayChange(editor, memory));
            found.ifPresent(memory -> {
                shelves.store().write(Optional.empty(), Set.of(id));
                changed(List.of(memory));
            });
            return found.isPresent();
        } finally {
            lock.unlock();
        }
    }

    private static boolean mayChange(Editor editor, Memory memory) {
        return memory.owner().equals(editor.person()) || (memory.scope() == Scope.HOUSEHOLD && editor.administrator());
    }

    @Override
    public boolean wanted(Person person) {
        return remember != Remember.OFF && shelves.consents().wanted(person);
    }

    @Override
    public void want(Person person, boolean wanted) {
        shelves.consents().want(person, wanted);
        recall.changed();
    }

    /// On one line, and not too long.
    private static String line(String text) {
        String line = INVISIBLE.matcher(text).replaceAll(" ").strip();
        if (line.isEmpty()) {
            throw new IllegalArgumentException("nothing to remember");
        }
        if (line.length() <= Memory.LONGEST) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(Memory.LONGEST - 2)) ? Memory.LONGEST - 2 : Memory.LONGEST - 1;
        return line.substring(0, end) + "…";
    }
}
