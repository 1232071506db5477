package io.jarvas.demo.model;

import java.text.Normalizer;
import java.util.Locale;

/// The demo's `demo-embed`: a direction for a text, of the runs of letters in it. Texts that are spelt alike lie close
/// together; of what words mean it knows nothing, and it says so where models are listed.
final class ModelEmbedding {
    static final String MODEL = "demo-embed";
    static final int DIMENSIONS = 256;
    private static final int SHORTEST_RUN = 3;
    private static final int LONGEST_RUN = 5;

    private ModelEmbedding() {}

    /// Of length 1, or all noughts for a text without letters.
    static double[] of(String text) {
        String plain = " "
                + Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                        .replaceAll("\\p{M}+", "")
                        .replaceAll("[^\\p{L}\\p{N}]+", " ")
                        .strip()
                + " ";
        double[] vector = new double[DIMENSIONS];
        for (int length = SHORTEST_RUN; length <= LONGEST_RUN; length++) {
            for (int at = 0; at + length <= plain.length(); at++) {
                int hash = plain.substring(at, at + length).hashCode() * 0x9E3779B1;
                vector[(hash >>> 8) % DIMENSIONS] += (hash & 1) == 0 ? 1 : -1;
            }
        }
        double sum = 0;
        for (double number : vector) {
            sum += number * number;
        }
        double scale = Math.sqrt(sum);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = scale > 0 ? vector[i] / scale : 0;
        }
        return vector;
    }
}
