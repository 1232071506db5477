package io.jarvas.memory;

import io.jarvas.llm.Embedding;
import io.jarvas.llm.EmbeddingModel;
import io.jarvas.sqlite.Database;
import io.jarvas.sqlite.SqliteMemories;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/// Everything that remembers, over a database of a test.
public final class Shelf implements AutoCloseable {
    /// A model that is not there.
    public static final EmbeddingModel NO_MODEL = model(Optional.empty(), Map.of());

    public final Database database;
    public final SqliteMemories store;
    public final Meanings meanings;
    public final MemorySearch search;
    public final Recall recall;
    public final MemoryBook book;

    public Shelf(Path directory, Remember remember, EmbeddingModel model, Clock clock) {
        database = Database.open(directory.resolve("jarvas.db"));
        store = new SqliteMemories(database, clock);
        meanings = new Meanings(store, model);
        search = new MemorySearch(store, store, meanings);
        recall = new Recall(store, store, search, remember, clock);
        book = new MemoryBook(new MemoryBook.Shelves(store, store, search, meanings), recall, remember, clock);
    }

    public Shelf(Path directory, Clock clock) {
        this(directory, Remember.ASKED, NO_MODEL, clock);
    }

    /// A model that knows what these texts mean, and none other.
    public static EmbeddingModel model(Optional<String> name, Map<String, float[]> meanings) {
        return new EmbeddingModel() {
            @Override
            public Optional<String> model() {
                return name;
            }

            @Override
            public Optional<Embedding> quickly(String text) {
                return name.flatMap(
                        by -> Optional.ofNullable(meanings.get(text)).map(numbers -> Embedding.of(by, numbers)));
            }

            @Override
            public Optional<Embedding> atLeisure(String text) {
                return quickly(text);
            }
        };
    }

    @Override
    public void close() {
        database.close();
    }
}
