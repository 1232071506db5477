package io.jarvas.search;

import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeCatalog;
import io.jarvas.search.Reading.Unit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/// Finds the entities of a home that a person's words are about. Made once for a catalogue; immutable, so
/// safe to use from any thread.
///
/// Words and entities meet in three ways: by the word itself, by what the household dictionary says it means in
/// either language, and by the words that a mistyped one may be. A mention that few entities fit tells more than
/// one that many fit; an entity is the likelier the more of the mentions it fits, and the more of its name was
/// said. Where words ask for several things (`the kitchen light and the blinds upstairs`), each of them gets its
/// part of the places.
public final class EntitySearch {
    private static final int MOST_CLAUSES = 6;

    private final Dictionary dictionary = Dictionary.ofTheHousehold();
    private final Index index;

    public EntitySearch(HomeCatalog home) {
        this.index = new Index(home, dictionary);
    }

    /// @param words as the person wrote them
    /// @param states of now, for words such as "open"
    /// @param most how many entities are brought at most
    public Findings find(String words, Map<EntityId, EntityState> states, int most) {
        Reading reading = Reading.of(words, dictionary, index);
        Findings none = reading.names() ? new Findings(List.of(), 0, true) : Findings.NONE;
        if (most <= 0 || (reading.units().isEmpty() && reading.states().isEmpty())) {
            return none;
        }
        List<Match> matches =
                reading.units().stream().map(unit -> Match.of(unit, index)).toList();
        StateWords now = new StateWords(reading, index, states);
        List<Ranking> rankings = new ArrayList<>();
        for (List<Match> part : parts(matches)) {
            Ranking ranking = Ranking.of(part, now, reading.every(), index);
            if (ranking.size() > 0) {
                rankings.add(ranking);
            }
        }
        return rankings.isEmpty() ? none : inTurn(rankings, most);
    }

    /// What each clause mentions where there are several, and all that is mentioned. A clause of places
    /// alone means the kind of its neighbour: `the lights in the kitchen and the hall`, `the kitchen and hall
    /// lights`.
    private static List<List<Match>> parts(List<Match> all) {
        List<List<Match>> clauses = new ArrayList<>();
        List<Match> current = new ArrayList<>();
        for (Match match : all) {
            if (!current.isEmpty()
                    && match.unit().clause() != current.getFirst().unit().clause()) {
                clauses.add(current);
                current = new ArrayList<>();
            }
            current.add(match);
        }
        clauses.add(current);
        clauses.removeIf(clause ->
                clause.stream().noneMatch(match -> match.found() && match.unit().names()));
        if (clauses.size() < 2 || clauses.size() > MOST_CLAUSES) {
            return List.of(all);
        }
        List<List<Match>> parts = new ArrayList<>();
        for (int i = 0; i < clauses.size(); i++) {
            List<Match> clause = new ArrayList<>(clauses.get(i));
            if (clause.stream().allMatch(EntitySearch::placesOnly)) {
                List<Match> before = i == 0 ? List.of() : kinds(clauses.get(i - 1));
                List<Match> after = i + 1 == clauses.size() ? List.of() : kinds(clauses.get(i + 1));
                clause.addAll(before.isEmpty() ? after : before);
            }
            parts.add(clause);
        }
        parts.add(all);
        return parts;
    }

    private static boolean placesOnly(Match match) {
        return switch (match.unit().role()) {
            case PLACE, WEAK, NUMBER, VERB -> true;
            case KIND, NAME -> false;
        };
    }

    private static List<Match> kinds(List<Match> clause) {
        return clause.stream()
                .filter(match -> match.unit().role() == Unit.Role.KIND)
                .toList();
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
