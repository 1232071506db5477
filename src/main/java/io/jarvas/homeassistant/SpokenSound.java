package io.jarvas.homeassistant;

import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.SpeechException.Code;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/// The form in which an engine takes what is spoken.
record SpokenSound(PcmFormat format) {
    private static final int BITS = 16;

    /// The form nearest to what is spoken, among those that the engine says it takes.
    ///
    /// @throws SpeechException where none of them can be made
    static SpokenSound of(Map<String, Object> engine) {
        List<Integer> rates = numbers(engine, "sample_rates");
        List<Integer> channels = numbers(engine, "channels");
        boolean plain = Fields.texts(engine, "formats").contains("wav")
                && Fields.texts(engine, "codecs").contains("pcm")
                && numbers(engine, "bit_rates").contains(BITS);
        if (!plain || channels.stream().noneMatch(number -> number == 1 || number == 2)) {
            throw new SpeechException(Code.REFUSED, "it takes no WAV of 16 bits");
        }
        if (!rates.contains(PcmFormat.SPEECH.rate())) {
            throw new SpeechException(Code.REFUSED, "it takes no sound of 16 kHz");
        }
        return new SpokenSound(new PcmFormat(PcmFormat.SPEECH.rate(), channels.contains(1) ? 1 : 2));
    }

    private static List<Integer> numbers(Map<String, Object> engine, String name) {
        return Fields.list(engine, name).stream()
                .filter(Integer.class::isInstance)
                .map(Integer.class::cast)
                .toList();
    }

    /// As Home Assistant wants it told.
    ///
    /// @param language as the engine writes it
    String header(String language) {
        return "format=wav; codec=pcm; sample_rate=%d; bit_rate=%d; channel=%d; language=%s"
                .formatted(format.rate(), BITS, format.channels(), language);
    }

    /// A copy in this form.
    ///
    /// @param samples in [PcmFormat#SPEECH]
    byte[] made(ByteBuffer samples) {
        ByteBuffer in = samples.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer out = ByteBuffer.allocate(in.remaining() * format.channels()).order(ByteOrder.LITTLE_ENDIAN);
        while (in.remaining() >= Short.BYTES) {
            short sample = in.getShort();
            for (int channel = 0; channel < format.channels(); channel++) {
                out.putShort(sample);
            }
        }
        return out.array();
    }
}
