package io.jarvas.memory;

import io.jarvas.conversation.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Says which memories a turn is told. Safe to use from any thread.
///
/// Where the message asks for what is remembered ([KeywordTest]), they are searched for; otherwise, and where nothing
/// is found, they are the three most recent. Either is kept for a minute, so that a conversation costs few searches; a
/// change is seen at once.
public final class Recall {
    /// What memories may take of a turn.
    public static final int TOKENS = 400;
    static final Duration FRESH = Duration.ofSeconds(60);
    static final int RECENT = 3;
    static final int FOUND = 6;
    /// How many answers are kept at most, of all persons.
    private static final int KEPT = 1_000;

    /// What a prompt writes around a memory, in characters.
    private static final int FRAME = "[memory: ]\n".length();

    /// @param known whether it was at hand
    public record Recalled(List<Memory> memories, boolean known) {
        public Recalled {
            memories = List.copyOf(memories);
        }
    }

    /// @param words empty for the most recent
    private record Asked(Person person, String words) {}

    private record Kept(List<Memory> memories, Instant since) {}

    private final MemoryStore store;
    private final MemoryConsents consents;
    private final MemorySearch search;
    private final Remember remember;
    private final InstantSource clock;
    private final Map<Asked, Kept> kept = new LinkedHashMap<>();
    private long changes;

    public Recall(
            MemoryStore store, MemoryConsents consents, MemorySearch search, Remember remember, InstantSource clock) {
        this.store = store;
        this.consents = consents;
        this.search = search;
        this.remember = remember;
        this.clock = clock;
    }

    /// What the person's message is told; nothing where remembering is off.
    ///
    /// @param characters that the memories may take, [#TOKENS] as the model's window counts them
    /// @throws io.jarvas.conversation.StoreException where they cannot be read
    public Recalled of(Person person, String words, int characters) {
        if (remember == Remember.OFF) {
            return new Recalled(List.of(), true);
        }
        Asked asked = new Asked(person, KeywordTest.passes(words) ? words : "");
        Instant now = clock.instant();
        long before;
        synchronized (kept) {
            Kept known = kept.get(asked);
            if (known != null && now.isBefore(known.since().plus(FRESH)) && !now.isBefore(known.since())) {
                return new Recalled(fitting(known.memories(), characters), true);
            }
            before = changes;
        }
        List<Memory> memories = consents.wanted(person) ? lookUp(asked) : List.of();
        synchronized (kept) {
            if (changes == before) {
                kept.remove(asked);
                kept.put(asked, new Kept(memories, now));
                if (kept.size() > KEPT) {
                    kept.remove(kept.keySet().iterator().next());
                }
            }
        }
        return new Recalled(fitting(memories, characters), false);
    }

    private List<Memory> lookUp(Asked asked) {
        List<Memory> found = asked.words().isEmpty() ? List.of() : search.find(asked.person(), asked.words(), FOUND);
        return standing(found.isEmpty() ? store.page(asked.person(), Optional.empty(), RECENT) : found);
    }

    /// Those that no newer one of them contradicts: what somebody else keeps for the household cannot be
    /// replaced, but need not be told.
    private static List<Memory> standing(List<Memory> memories) {
        return memories.stream()
                .filter(memory -> memories.stream()
                        .filter(other -> other.changed().isAfter(memory.changed()))
                        .noneMatch(newer ->
                                Contradiction.between(newer.text(), memory.text()) == Contradiction.Standing.REPLACES))
                .toList();
    }

    /// The first of them, as many as there is room for.
    private static List<Memory> fitting(List<Memory> memories, int characters) {
        List<Memory> fitting = new ArrayList<>();
        int left = characters;
        for (Memory memory : memories) {
            left -= memory.text().length() + FRAME;
            if (left < 0) {
                break;
            }
            fitting.add(memory);
        }
        return fitting;
    }

    /// Something was kept, written anew or forgotten: nothing that is at hand is true for certain.
    public void changed() {
        synchronized (kept) {
            changes++;
            kept.clear();
        }
    }
}
