package io.jarvas.bench;

import static org.awaitility.Awaitility.await;

import io.jarvas.conversation.Person;
import io.jarvas.demo.model.DemoModel;
import io.jarvas.demo.model.DemoModelConfig;
import io.jarvas.llm.Embedding;
import io.jarvas.llm.EmbeddingModel;
import io.jarvas.memory.Memories;
import io.jarvas.memory.Memory;
import io.jarvas.memory.RecallQuestions;
import io.jarvas.memory.RecallQuestions.Fact;
import io.jarvas.memory.RecallQuestions.Question;
import io.jarvas.memory.Remember;
import io.jarvas.memory.Scope;
import io.jarvas.memory.Shelf;
import io.jarvas.memory.Source;
import io.jarvas.ollama.Ollama;
import io.jarvas.ollama.OllamaConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// How often one of the first three memories found is the one that a question is about, by words alone and with an
/// embedding model, and how long it takes among 10,000 of one person's.
///
/// Arguments: `misses` lists the questions of the first half without their fact; `first` leaves the half that was kept
/// aside out; any other is the address of an Ollama with an embedding model, in the place of the demo's.
final class Recall {
    private static final int BEST = 3;
    private static final int MANY = 10_000;
    private static final int TIMED = 400;
    private static final int WARM_UP = 200;
    private static final int PAGE = 50;
    private static final int ROOM = 1_200;

    private final boolean misses;
    private final List<String> halves;
    private final Optional<URI> ollama;

    private Recall(List<String> arguments) {
        misses = arguments.contains("misses");
        halves = arguments.contains("first")
                ? List.of(RecallQuestions.FIRST)
                : List.of(RecallQuestions.FIRST, RecallQuestions.ASIDE);
        ollama = arguments.stream()
                .filter(argument -> argument.startsWith("http"))
                .findFirst()
                .map(URI::create);
    }

    public static void main(String[] arguments) throws IOException {
        new Recall(List.of(arguments)).run();
    }

    private void run() throws IOException {
        System.out.printf(
                Locale.ROOT, "%-56s %9s %6s %7s%n", "their fact among the first 3", "questions", "found", "share");
        try (Shelf shelf = shelf(Shelf.NO_MODEL)) {
            write(shelf, facts());
            halves.forEach(half -> shares("words alone", half, shelf, misses));
        }
        try (DemoModel demo = DemoModel.start("127.0.0.1", 0, DemoModelConfig.INSTANT);
                Ollama server = new Ollama(new OllamaConfig(List.of(ollama.orElse(demo.uri()))), Clock.systemUTC())) {
            EmbeddingModel model = server.embeddings();
            await().atMost(Duration.ofSeconds(30)).until(() -> model.model().isPresent());
            String name = model.model().orElseThrow().split(" ")[0];
            try (Shelf shelf = shelf(model)) {
                write(shelf, facts());
                learn(shelf);
                halves.forEach(half -> shares("with " + name, half, shelf, false));
            }
            System.out.println();
            System.out.println(Samples.HEAD);
            times(Shelf.NO_MODEL, "words alone");
            times(model, name);
            times(new Scattered(), "768 numbers");
        }
    }

    private static Shelf shelf(EmbeddingModel model) throws IOException {
        return new Shelf(Files.createTempDirectory("recall"), Remember.ASKED, model, Clock.systemUTC());
    }

    private static void learn(Shelf shelf) {
        while (shelf.meanings.learnSome(() -> true)) {}
    }

    /// Past the rules: two of the facts hold a password, which Jarvas would not keep.
    private static void write(Shelf shelf, List<Memory> memories) {
        memories.forEach(memory -> shelf.store.write(Optional.of(memory), Set.of()));
    }

    private static List<Memory> facts() {
        return RecallQuestions.facts().stream()
                .map(fact -> memory(fact.id(), fact.text()))
                .toList();
    }

    private static Memory memory(String id, String text) {
        return new Memory(id, Person.LOCAL, Scope.PERSON, text, Source.WRITTEN, Instant.EPOCH);
    }

    private static void shares(String title, String half, Shelf shelf, boolean misses) {
        Map<String, int[]> counts = new LinkedHashMap<>();
        for (Question question : RecallQuestions.questions(half)) {
            List<Memory> best = shelf.search.find(Person.LOCAL, question.message(), BEST);
            boolean hit = best.stream().map(Memory::id).anyMatch(question.accepted()::contains);
            String row = title + ", " + half.replace(".tsv", "");
            for (String each : List.of(row, row + ", " + question.language())) {
                int[] count = counts.computeIfAbsent(each, _ -> new int[2]);
                count[0]++;
                count[1] += hit ? 1 : 0;
            }
            if (misses && !hit && half.equals(RecallQuestions.FIRST)) {
                System.out.println(
                        question + "\n   " + best.stream().map(Memory::text).toList());
            }
        }
        counts.forEach((row, count) -> System.out.printf(
                Locale.ROOT, "%-56s %9d %6d %6.1f%%%n", row, count[0], count[1], 100.0 * count[1] / count[0]));
    }

    /// The facts, and others that are like them.
    private static List<Memory> many() {
        List<Fact> facts = RecallQuestions.facts();
        List<Memory> many = new ArrayList<>(facts());
        for (int i = many.size(); i < MANY; i++) {
            Fact one = facts.get(i % facts.size());
            Fact other = facts.get((i * 31 + 7) % facts.size());
            many.add(memory(
                    "m" + i, "Nr. " + i + ": " + one.text() + " " + other.text().split(" ")[0]));
        }
        return many;
    }

    private void times(EmbeddingModel model, String name) throws IOException {
        try (Shelf shelf = shelf(model)) {
            write(shelf, many());
            learn(shelf);
            time(shelf, MANY + ", " + name + ", ");
        }
    }

    /// As many numbers as usual embedding models give, and as scattered, at no cost.
    private static final class Scattered implements EmbeddingModel {
        private static final int NUMBERS = 768;

        @Override
        public Optional<String> model() {
            return Optional.of("scattered");
        }

        @Override
        public Optional<Embedding> quickly(String text) {
            float[] numbers = new float[NUMBERS];
            Random random = new Random(text.hashCode());
            for (int i = 0; i < NUMBERS; i++) {
                numbers[i] = random.nextFloat() - 0.3f;
            }
            return Optional.of(Embedding.of("scattered", numbers));
        }

        @Override
        public Optional<Embedding> atLeisure(String text) {
            return quickly(text);
        }
    }

    private static void time(Shelf shelf, String title) {
        List<Question> questions = RecallQuestions.questions(RecallQuestions.FIRST);
        Memories memories = shelf.book;
        Samples lists = new Samples();
        Samples searches = new Samples();
        Samples lookups = new Samples();
        Samples recents = new Samples();
        Optional<String> before = Optional.empty();
        long found = 0;
        for (int i = 0; i < WARM_UP + TIMED; i++) {
            if (i == WARM_UP) {
                List.of(lists, searches, lookups, recents).forEach(Samples::clear);
            }
            String words = questions.get(i % questions.size()).message();
            long start = System.nanoTime();
            List<Memory> page = memories.page(Person.LOCAL, before, PAGE);
            lists.add(System.nanoTime() - start);
            before = page.isEmpty()
                    ? Optional.empty()
                    : Optional.of(page.getLast().id());

            start = System.nanoTime();
            found += shelf.search.find(Person.LOCAL, words, BEST).size();
            searches.add(System.nanoTime() - start);

            shelf.recall.changed();
            start = System.nanoTime();
            found += shelf.recall
                    .of(Person.LOCAL, "do you remember: " + words, ROOM)
                    .memories()
                    .size();
            lookups.add(System.nanoTime() - start);

            start = System.nanoTime();
            found += shelf.recall
                    .of(Person.LOCAL, "turn on the light", ROOM)
                    .memories()
                    .size();
            recents.add(System.nanoTime() - start);
        }
        if (found == 0) {
            throw new IllegalStateException("nothing was found");
        }
        System.out.println(lists.row(title + "a page of " + PAGE + " (bar 20)"));
        System.out.println(searches.row(title + "a search (bar 20)"));
        System.out.println(lookups.row(title + "a turn that searches (bar 20)"));
        System.out.println(recents.row(title + "any other turn (bar 20)"));
    }
}
