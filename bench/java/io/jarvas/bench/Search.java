package io.jarvas.bench;

import io.jarvas.home.EntityId;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.search.EntitySearch;
import io.jarvas.search.Findings;
import io.jarvas.search.GeneratedHome;
import io.jarvas.search.GeneratedHome.Naming;
import io.jarvas.search.SearchRequests;
import io.jarvas.search.SearchRequests.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// How often the search brings an entity that a request means, and how long it takes, in homes of 2,000 and
/// 5,000 entities.
///
/// Arguments: `misses` lists the requests without their entity; any other is a file of more requests.
final class Search {
    private static final int MOST = 20;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 10;
    private static final List<String> HALVES = List.of("requests.tsv", "requests-aside.tsv");

    private final boolean listMisses;
    private final Map<String, List<Request>> files;
    private final List<String> misses = new ArrayList<>();

    private Search(boolean listMisses, Map<String, List<Request>> files) {
        this.listMisses = listMisses;
        this.files = files;
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, List<Request>> files = new LinkedHashMap<>();
        for (String half : HALVES) {
            if (SearchRequests.class.getResource(half) != null) {
                files.put(half, SearchRequests.resource(half));
            }
        }
        boolean listMisses = false;
        for (String argument : arguments) {
            if (argument.equals("misses")) {
                listMisses = true;
            } else {
                Path file = Path.of(argument);
                files.put(file.getFileName().toString(), SearchRequests.read(Files.readAllLines(file)));
            }
        }
        new Search(listMisses, files).run();
    }

    private void run() {
        System.out.printf(
                Locale.ROOT,
                "%-48s %8s %9s %8s %9s %9s%n",
                "an accepted entity among " + MOST,
                "requests",
                "found",
                "share",
                "first",
                "of all");
        List<String> times = new ArrayList<>();
        for (int size : List.of(2_000, 5_000)) {
            Map<Naming, HomeSnapshot> homes = new EnumMap<>(Naming.class);
            Map<Naming, EntitySearch> searches = new EnumMap<>(Naming.class);
            for (Naming naming : Naming.values()) {
                HomeSnapshot home = GeneratedHome.snapshot(naming, size);
                homes.put(naming, home);
                searches.put(naming, new EntitySearch(home.catalog()));
            }
            files.forEach((name, requests) -> recall(size + ", " + name, requests, homes, searches));
            nothing(size, homes, searches);
            times.add(searchTime(size, homes, searches));
            times.add(indexTime(size, homes));
        }
        List<AssistMini.Home> others = AssistMini.homes();
        if (others.isEmpty()) {
            System.out.println("no assist-mini below " + AssistMini.DATA);
        } else {
            others(others);
        }
        System.out.println();
        System.out.println(Samples.HEAD);
        times.forEach(System.out::println);
        misses.forEach(System.out::println);
    }

    private void recall(
            String title, List<Request> requests, Map<Naming, HomeSnapshot> homes, Map<Naming, EntitySearch> searches) {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        for (Request request : requests) {
            HomeSnapshot home = homes.get(request.home());
            Set<EntityId> accepted = request.accepted(home);
            Findings found = searches.get(request.home()).find(request.words(), home.states(), MOST);
            String language = request.home() == Naming.MIXED ? "mixed home" : request.language();
            for (String row : List.of("", ", " + language)) {
                tallies.computeIfAbsent(title + row, _ -> new Tally()).add(accepted, found.best());
            }
            note(title, request.words(), request.accepted(), accepted, found, home);
        }
        tallies.forEach((row, tally) -> System.out.println(tally.row(row)));
    }

    private void others(List<AssistMini.Home> homes) {
        String title = "2000, assist-mini";
        Tally tally = new Tally();
        HomeSnapshot around = GeneratedHome.snapshot(Naming.ENGLISH, 2_000);
        for (AssistMini.Home other : homes) {
            EntitySearch search = new EntitySearch(other.among(around).catalog());
            for (AssistMini.Sentence sentence : other.sentences()) {
                HomeSnapshot home = sentence.after(other.among(around));
                Findings found = search.find(sentence.words(), home.states(), MOST);
                tally.add(sentence.accepted(), found.best());
                note(title, sentence.words(), other.name(), sentence.accepted(), found, home);
            }
        }
        System.out.println(tally.row(title));
    }

    private void note(
            String title, String words, String expected, Set<EntityId> accepted, Findings found, HomeSnapshot home) {
        if (listMisses && found.best().stream().noneMatch(accepted::contains)) {
            misses.add("\n" + title + ": " + words + "\n  expected " + expected + " " + names(accepted, home)
                    + "\n  brought " + found.best().size() + " of " + found.total() + " " + names(found.best(), home));
        }
    }

    private static List<String> names(Collection<EntityId> ids, HomeSnapshot home) {
        return ids.stream()
                .limit(4)
                .map(id -> id + " \""
                        + home.catalog().entity(id).map(entity -> entity.name()).orElse("") + "\"")
                .toList();
    }

    private void nothing(int size, Map<Naming, HomeSnapshot> homes, Map<Naming, EntitySearch> searches) {
        int asked = 0;
        int empty = 0;
        for (Naming naming : Naming.values()) {
            HomeSnapshot home = homes.get(naming);
            for (String words : SearchRequests.aboutNothing().toList()) {
                Findings found = searches.get(naming).find(words, home.states(), MOST);
                asked++;
                if (found.best().isEmpty()) {
                    empty++;
                } else if (listMisses) {
                    misses.add("\n" + size + ", about nothing, " + naming + ": " + words + "\n  brought "
                            + found.best().size() + " of " + found.total() + " " + names(found.best(), home));
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-48s %8d %9d %7.1f%%%n",
                size + ", about nothing: nothing found",
                asked,
                empty,
                100.0 * empty / asked);
    }

    private String searchTime(int size, Map<Naming, HomeSnapshot> homes, Map<Naming, EntitySearch> searches) {
        Samples samples = new Samples();
        long brought = 0;
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            if (round == WARM_UP) {
                samples.clear();
            }
            for (List<Request> requests : files.values()) {
                for (Request request : requests) {
                    EntitySearch search = searches.get(request.home());
                    HomeSnapshot home = homes.get(request.home());
                    long start = System.nanoTime();
                    Findings found = search.find(request.words(), home.states(), MOST);
                    samples.add(System.nanoTime() - start);
                    brought += found.best().size();
                }
            }
        }
        if (brought == 0) {
            throw new IllegalStateException("nothing was found");
        }
        return samples.row(size + ", a search");
    }

    private static String indexTime(int size, Map<Naming, HomeSnapshot> homes) {
        Samples samples = new Samples();
        long brought = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (HomeSnapshot home : homes.values()) {
                long start = System.nanoTime();
                EntitySearch search = new EntitySearch(home.catalog());
                samples.add(System.nanoTime() - start);
                brought += search.find(
                                home.catalog()
                                        .entities()
                                        .firstEntry()
                                        .getValue()
                                        .name(),
                                home.states(),
                                MOST)
                        .total();
            }
        }
        if (brought == 0) {
            throw new IllegalStateException("nothing was found");
        }
        return samples.row(size + ", building the index");
    }

    /// What a file of requests came to.
    private static final class Tally {
        private int requests;
        private int found;
        private int first;
        private double share;

        void add(Set<EntityId> accepted, List<EntityId> best) {
            requests++;
            Set<EntityId> right = new TreeSet<>(accepted);
            right.retainAll(best);
            if (!right.isEmpty()) {
                found++;
            }
            if (!best.isEmpty() && accepted.contains(best.getFirst())) {
                first++;
            }
            share += (double) right.size() / Math.clamp(accepted.size(), 1, MOST);
        }

        /// Title, requests, requests with an accepted entity, their share, the share whose first entity is
        /// accepted, the share of all accepted entities (20 at most) that was brought.
        String row(String title) {
            return String.format(
                    Locale.ROOT,
                    "%-48s %8d %9d %7.1f%% %8.1f%% %8.1f%%",
                    title,
                    requests,
                    found,
                    100.0 * found / requests,
                    100.0 * first / requests,
                    100.0 * share / requests);
        }
    }
}
