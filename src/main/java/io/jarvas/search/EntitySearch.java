package io.jarvas.search;

import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeCatalog;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Finds the entities of a home that a person's words are about. Made once for a catalogue; immutable, so
/// safe to use from any thread.
///
/// Words and entities meet in three ways: by the word itself, by what the household dictionary says it means in
/// either language, and by the words that a mistyped one may be. A mention that few entities fit tells more than
/// one that many fit; an entity is the likelier the more of the mentions it fits, and the more of its name was
/// said. Where words ask for several things (`the kitchen light and the blinds upstairs`), each of them gets its
/// part of the places.
public final class EntitySearch {
    private final Dictionary dictionary = Dictionary.ofTheHousehold();
    private final Index index;

    public EntitySearch(HomeCatalog home) {
        this.index = new Index(home, dictionary);
    }

    /// @param words as the person wrote them
    /// @param states of now, for words such as "open"
    /// @param most how many entities are brought at most
    public Findings find(String words, Map<EntityId, EntityState> states, int most) {
        return find(words, states, most, Optional.empty());
    }

    /// The same for words that were said in an area, whose things come by turns with the others where the
    /// words name a kind and no place.
    ///
    /// @param area its id
    public Findings find(String words, Map<EntityId, EntityState> states, int most, Optional<String> area) {
        Request request = Request.of(words, area, dictionary, index);
        Findings none = request.names() ? new Findings(List.of(), 0, true) : Findings.NONE;
        if (most <= 0) {
            return none;
        }
        List<Ranking> rankings = request.all().stream()
                .flatMap(heard -> rankings(heard, states).stream())
                .toList();
        if (rankings.isEmpty()) {
            return none;
        }
        Findings found = inTurn(rankings, most);
        return new Findings(found.best(), found.total(), true, request.unknown());
    }

    private List<Ranking> rankings(Heard heard, Map<EntityId, EntityState> states) {
        if (heard.none()) {
            return List.of();
        }
        StateWords now = new StateWords(heard.reading(), index, states);
        List<Ranking> rankings = new ArrayList<>();
        for (List<Match> part : heard.parts()) {
            for (List<Match> place : heard.surroundings().places(part)) {
                Ranking ranking = Ranking.of(place, now, heard.every(), index);
                if (ranking.size() > 0) {
                    rankings.add(ranking);
                }
            }
        }
        return rankings;
    }

    /// What the words lead to: much less than they may be about, because nothing else is acted on without a
    /// yes.
    ///
    /// An entity is led to where it fits all that a clause mentions: every kind (`light`, `AC`, `garage`,
    /// `too cold`), every place (its area, floor or label, or a word of its name) and every other word of a
    /// name, in either language, with plurals, accents and typing errors forgiven as in [#find]. Words that
    /// nothing at home has are passed over. Where nothing fits all of it, those count that fit the names and
    /// places, then the kinds and places; a kind that works anywhere (a vacuum cleaner, a list, the heating)
    /// is led to in whatever place. A place alone leads to what can be set there, or what can do what is
    /// said. What would help is led to as well (`too hot`, `we're out of milk`). `everything` leads to all
    /// that can do it. A routine is led to by its name. What the words leave out (`all the lights except the
    /// bedroom`) is not led to. Which states there are makes no difference.
    public Meant meant(String words) {
        return meant(words, Optional.empty());
    }

    /// What words lead to that were said in an area: of the things that they mean without naming a place
    /// those that are there, where some are. `the light` is that of the room, `all the lights` are those of
    /// the house, `everything here` is what the room has, and `the bedroom light` is the bedroom's.
    ///
    /// @param area its id
    public Meant meant(String words, Optional<String> area) {
        Request request = Request.of(words, area, dictionary, index);
        BitSet led = request.led();
        BitSet leftOut = request.left(led);
        led.andNot(leftOut);
        return new Meant(ids(led), request.named() || !led.isEmpty(), ids(leftOut));
    }

    private Set<EntityId> ids(BitSet places) {
        Set<EntityId> entities = new TreeSet<>();
        places.stream().forEach(place -> entities.add(index.id(place)));
        return entities;
    }

    /// The best of each ranking by turns.
    private Findings inTurn(List<Ranking> rankings, int most) {
        List<EntityId> best = new ArrayList<>();
        BitSet brought = new BitSet(index.size());
        int[] next = new int[rankings.size()];
        boolean more = true;
        while (more && best.size() < most) {
            more = false;
            for (int i = 0; i < next.length && best.size() < most; i++) {
                Ranking ranking = rankings.get(i);
                while (next[i] < ranking.size() && brought.get(ranking.place(next[i]))) {
                    next[i]++;
                }
                if (next[i] < ranking.size()) {
                    brought.set(ranking.place(next[i]));
                    best.add(index.id(ranking.place(next[i])));
                    more = true;
                }
            }
        }
        BitSet fitting = (BitSet) brought.clone();
        for (int i = 0; i < next.length; i++) {
            rankings.get(i).asGoodAs(next[i], fitting);
        }
        return new Findings(best, fitting.cardinality(), true);
    }
}
