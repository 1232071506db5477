package io.jarvas.llm;

/// What a text means, as a direction in the space of one model: texts that mean about the same lie close together.
/// Immutable.
///
/// Each number is kept in one byte, which is exact enough to tell which is closer, so that ten thousand of them can be
/// compared within a turn.
public final class Embedding {
    private static final int LARGEST = 127;

    private final String model;
    private final byte[] vector;
    private final double length;

    private Embedding(String model, byte[] vector) {
        this.model = model;
        this.vector = vector;
        this.length = Math.sqrt(product(vector, vector));
    }

    /// @param model that said it; those of two models cannot be compared
    /// @param numbers of any scale
    public static Embedding of(String model, float[] numbers) {
        float most = 0;
        for (float number : numbers) {
            most = Math.max(most, Math.abs(number));
        }
        byte[] vector = new byte[numbers.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = most > 0 ? (byte) Math.round(numbers[i] / most * LARGEST) : 0;
        }
        return new Embedding(model, vector);
    }

    /// One that was kept.
    ///
    /// @param bytes as [#bytes()] gave them
    public static Embedding of(String model, byte[] bytes) {
        return new Embedding(model, bytes.clone());
    }

    public String model() {
        return model;
    }

    public byte[] bytes() {
        return vector.clone();
    }

    /// How close both are, from -1 to 1; 0 where they cannot be compared.
    public double likeness(Embedding other) {
        if (!model.equals(other.model) || vector.length != other.vector.length || length == 0 || other.length == 0) {
            return 0;
        }
        return product(vector, other.vector) / (length * other.length);
    }

    private static int product(byte[] one, byte[] other) {
        int sum = 0;
        int i = 0;
        for (; i < one.length - 3; i += 4) {
            sum += one[i] * other[i]
                    + one[i + 1] * other[i + 1]
                    + one[i + 2] * other[i + 2]
                    + one[i + 3] * other[i + 3];
        }
        for (; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
