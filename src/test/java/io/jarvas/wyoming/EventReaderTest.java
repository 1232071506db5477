package io.jarvas.wyoming;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    private static final EventLimits SMALL = new EventLimits(80, 40, 30);

    /// As the package `wyoming`, older ones and others write them.
    private static final List<String> SAMPLES = List.of(
            "{\"type\": \"describe\", \"version\": \"1.10.2\"}\n",
            "{\"type\": \"transcript\", \"version\": \"1.10.2\", \"data_length\": 40}\n{\"text\": \"liga a luz\", \"language\": \"pt\"}",
            "{\"type\":\"transcript\",\"data\":{\"text\":\"até já\",\"language\":\"pt\"}}\n",
            "{\"type\":\"audio-chunk\",\"data\":{\"rate\":16000},\"data_length\":24,\"payload_length\":4}\n{\"width\":2,\"channels\":1}\n\n\n\n",
            "{\"type\":\"ping\",\"data\":null,\"data_length\":null,\"payload_length\":0}\r\n");

    @Test
    void readsWhatTheWriterWrites() throws IOException {
        Event event = new Event(
                "audio-chunk", Map.of("rate", 22_050, "text", "até já"), ByteBuffer.wrap(new byte[] {1, 0, 10, 13}));

        EventReader reader = reader(EventWriter.bytes(event), EventLimits.OF_CLIENT);

        assertThat(reader.next()).contains(event);
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void dataAfterTheLineGoesOverThatOnIt() throws IOException {
        EventReader reader = reader(
                "{\"type\":\"t\",\"data\":{\"a\":1,\"b\":1},\"data_length\":7}\n{\"b\":2}", EventLimits.OF_CLIENT);

        assertThat(reader.next().orElseThrow().data()).isEqualTo(Map.of("a", 1, "b", 2));
    }

    @Test
    void everySampleIsReadWhereverItIsCut() throws IOException {
        byte[] all = String.join("", SAMPLES).getBytes(UTF_8);
        List<Event> whole = events(new ByteArrayInputStream(all));

        assertThat(whole).hasSize(SAMPLES.size());
        for (int cut = 1; cut < all.length; cut++) {
            assertThat(events(new Pieces(all, cut))).as("cut at %s", cut).isEqualTo(whole);
        }
    }

    @Test
    void anEndWithinAnEventIsNoCleanEnd() throws IOException {
        for (String sample : SAMPLES) {
            byte[] all = sample.getBytes(UTF_8);
            for (int length = 1; length < all.length; length++) {
                EventReader reader = reader(Arrays.copyOf(all, length), EventLimits.OF_CLIENT);
                assertThatThrownBy(reader::next).as("%s of %s", length, sample).isInstanceOf(EOFException.class);
            }
            EventReader reader = reader(all, EventLimits.OF_CLIENT);
            assertThat(reader.next()).isPresent();
            assertThat(reader.next()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "hello\n",
                "[]\n",
                "{}\n",
                "{\"type\":1}\n",
                "{\"type\":\"a\"} x\n",
                "{\"type\":\"a\",\"type\":\"b\"}\n",
                "{\"type\":\"a\",\"data\":[]}\n",
                "{\"type\":\"a\",\"data_length\":-1}\n",
                "{\"type\":\"a\",\"data_length\":\"2\"}\n{}",
                "{\"type\":\"a\",\"data_length\":2.5}\n{}",
                "{\"type\":\"a\",\"data_length\":41}\n{}",
                "{\"type\":\"a\",\"data_length\":99999999999}\n{}",
                "{\"type\":\"a\",\"data_length\":2}\n[]",
                "{\"type\":\"a\",\"data_length\":2}\n{x",
                "{\"type\":\"a\",\"payload_length\":31}\n",
                "{\"type\":\"a\",\"payload_length\":-5}\n"
            })
    void whatIsNoEventIsBroken(String text) {
        EventReader reader = reader(text, SMALL);

        assertThatThrownBy(reader::next).isInstanceOf(BrokenEventException.class);
    }

    @Test
    void aLineThatDoesNotEndIsBrokenAtTheLimit() {
        Endless endless = new Endless();

        assertThatThrownBy(() -> new EventReader(endless, SMALL).next()).isInstanceOf(BrokenEventException.class);
        assertThat(endless.given).isLessThan(100_000);
    }

    @Test
    void whatIsLargestIsStillRead() throws IOException {
        String line = "{\"type\":\"a\",\"data_length\":40,\"payload_length\":30}";
        String text = line + " ".repeat(80 - line.length()) + "\n{\"a\":\"" + "d".repeat(32) + "\"}" + "p".repeat(30);

        Event event = reader(text, SMALL).next().orElseThrow();

        assertThat(event.payload().remaining()).isEqualTo(30);
        assertThat(event.text("a").orElseThrow()).hasSize(32);
    }

    @Test
    void tellsSinceWhenAnEventIsUnderWay() throws IOException {
        ByteArrayOutputStream twoAndAHalf = new ByteArrayOutputStream();
        twoAndAHalf.writeBytes("{\"type\":\"a\"}\n{\"type\":".getBytes(UTF_8));
        EventReader reader = reader(twoAndAHalf.toByteArray(), SMALL);

        assertThat(reader.next()).isPresent();
        assertThat(reader.eventSince()).isZero();
        assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
        assertThat(reader.eventSince()).isNotZero();
    }

    private static EventReader reader(String text, EventLimits limits) {
        return reader(text.getBytes(UTF_8), limits);
    }

    private static EventReader reader(byte[] bytes, EventLimits limits) {
        return new EventReader(new ByteArrayInputStream(bytes), limits);
    }

    private static List<Event> events(InputStream in) throws IOException {
        EventReader reader = new EventReader(in, EventLimits.OF_CLIENT);
        List<Event> events = new ArrayList<>();
        Optional<Event> next = reader.next();
        while (next.isPresent()) {
            events.add(next.orElseThrow());
            next = reader.next();
        }
        return events;
    }

    private static final class Endless extends InputStream {
        private int given;

        @Override
        public int read() {
            given++;
            return 'x';
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            Arrays.fill(into, offset, offset + length, (byte) 'x');
            given += length;
            return length;
        }
    }

    /// Gives what is before the cut, then what is after it.
    private static final class Pieces extends InputStream {
        private final byte[] bytes;
        private final int cut;
        private int at;

        private Pieces(byte[] bytes, int cut) {
            this.bytes = bytes;
            this.cut = cut;
        }

        @Override
        public int read() {
            return at == bytes.length ? -1 : bytes[at++] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int end = at < cut ? cut : bytes.length;
            int count = Math.min(length, end - at);
            if (count == 0) {
                return length == 0 ? 0 : -1;
            }
            System.arraycopy(bytes, at, into, offset, count);
            at += count;
            return count;
        }
    }
}
