package io.jarvas.memory;

import io.jarvas.conversation.Person;
import io.jarvas.llm.Embedding;
import io.jarvas.llm.EmbeddingModel;
import io.jarvas.memory.MeaningStore.Placed;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/// What memories mean, as a model says where there is one: kept, so that a turn has only the words' meaning to ask for.
/// Without a model nothing is found here. Safe to use from any thread.
public final class Meanings {
    /// How many are asked for in one go.
    private static final int BATCH = 8;

    private final MeaningStore store;
    private final EmbeddingModel model;
    /// Of one model's. Empty until they were read.
    private final Map<String, Placed> placed = new HashMap<>();

    private String placedBy = "";
    private String completeFor = "";
    private long completeSince = -1;
    private final AtomicLong changes = new AtomicLong();

    public Meanings(MeaningStore store, EmbeddingModel model) {
        this.store = store;
        this.model = model;
    }

    /// The ids of those that the person may be told of and that are closest in meaning, the closest first.
    ///
    /// @param most how many at most
    List<String> find(Person person, String words, int most) {
        Optional<Embedding> asked = model.quickly(words);
        return asked.isEmpty() ? List.of() : closest(person, asked.get(), most);
    }

    private record Near(String memory, double likeness) {}

    private synchronized List<String> closest(Person person, Embedding asked, int most) {
        read(asked.model());
        PriorityQueue<Near> near = new PriorityQueue<>(Comparator.comparingDouble(Near::likeness));
        for (Placed each : placed.values()) {
            if (each.scope() == Scope.HOUSEHOLD || each.owner().equals(person)) {
                double likeness = asked.likeness(each.meaning());
                if (likeness > 0
                        && (near.size() < most || likeness > near.element().likeness())) {
                    near.add(new Near(each.memory(), likeness));
                    if (near.size() > most) {
                        near.remove();
                    }
                }
            }
        }
        return near.stream()
                .sorted(Comparator.comparingDouble(Near::likeness).reversed())
                .map(Near::memory)
                .toList();
    }

    private synchronized void readIn(String by) {
        read(by);
    }

    private void read(String by) {
        if (!placedBy.equals(by)) {
            placed.clear();
            store.all(by).forEach(each -> placed.put(each.memory(), each));
            placedBy = by;
        }
    }

    /// Has the model say what some memories mean of which it has not. To be called while nobody waits.
    ///
    /// @param quiet whether still nobody does
    /// @return whether there was something to do
    public boolean learnSome(BooleanSupplier quiet) {
        Optional<String> by = model.model();
        if (by.isEmpty()) {
            return false;
        }
        if (complete(by.get())) {
            readIn(by.get()); // so that no turn has to
            return false;
        }
        long seen = changes.get();
        List<Memory> some = store.without(by.get(), BATCH);
        if (some.isEmpty()) {
            completed(by.get(), seen);
        }
        for (Memory memory : some) {
            if (!quiet.getAsBoolean()) {
                return true;
            }
            Optional<Embedding> said = model.atLeisure(memory.text());
            if (said.isEmpty() && !model.model().equals(by)) {
                return true; // it is away
            }
            // One that it can say nothing of is not asked for again.
            Embedding meaning = said.orElseGet(() -> Embedding.of(by.get(), new float[0]));
            if (store.put(memory, meaning)) {
                place(memory, meaning);
            }
        }
        return !some.isEmpty();
    }

    private synchronized boolean complete(String by) {
        return completeFor.equals(by) && completeSince == changes.get();
    }

    private synchronized void completed(String by, long seen) {
        completeFor = by;
        completeSince = seen;
    }

    private synchronized void place(Memory memory, Embedding meaning) {
        read(meaning.model());
        placed.put(memory.id(), new Placed(memory.id(), memory.owner(), memory.scope(), meaning));
    }

    /// A memory is new, or no longer as it was.
    void changed(String memory) {
        changes.incrementAndGet();
        synchronized (this) {
            placed.remove(memory);
        }
    }

    /// What is kept was changed past this: it is read again.
    public synchronized void reread() {
        changes.incrementAndGet();
        placedBy = "";
    }
}
