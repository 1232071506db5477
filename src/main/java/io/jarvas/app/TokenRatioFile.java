package io.jarvas.app;

import io.jarvas.assistant.TokenRatios;
import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// The file in which the characters per token of each model are kept, readable by its owner alone:
/// `{"qwen3:8b":3.62}`. What cannot be read or written is logged and does without.
final class TokenRatioFile implements TokenRatios {
    private static final System.Logger LOG = System.getLogger(TokenRatioFile.class.getName());

    private final Path file;

    TokenRatioFile(Path file) {
        this.file = file;
    }

    @Override
    public synchronized Map<String, Double> load() {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            Map<String, Double> ratios = new HashMap<>();
            Json.object(Files.readAllBytes(file)).forEach((model, ratio) -> ratios.put(model, number(ratio)));
            return ratios;
        } catch (IOException | JsonException e) {
            LOG.log(System.Logger.Level.WARNING, "the models' characters per token are learnt anew", e);
            return Map.of();
        }
    }

    private static double number(Object ratio) {
        if (ratio instanceof Number number) {
            return number.doubleValue();
        }
        throw new JsonException("not a number", null);
    }

    /// Whole or not at all.
    @Override
    public synchronized void save(Map<String, Double> charactersPerToken) {
        try {
            // For its owner alone, as all temporary files.
            Path next = Files.createTempFile(file.toAbsolutePath().getParent(), "token-ratios", ".new");
            try {
                Files.write(next, Json.bytes(new TreeMap<>(charactersPerToken)));
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the models' characters per token could not be kept", e);
        }
    }
}
