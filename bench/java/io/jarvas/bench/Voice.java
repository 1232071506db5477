package io.jarvas.bench;

import io.jarvas.bench.VoiceParts.Ears;
import io.jarvas.bench.VoiceParts.Mouth;
import io.jarvas.bench.VoiceParts.NoHome;
import io.jarvas.bench.VoiceParts.Writer;
import io.jarvas.conversation.Person;
import io.jarvas.language.Language;
import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.Sound;
import io.jarvas.voice.LiveSessions;
import io.jarvas.voice.SessionTime;
import io.jarvas.voice.VoiceEvent;
import io.jarvas.voice.VoiceReport;
import io.jarvas.voice.VoiceSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/// How soon a voice session answers and falls silent, with a model that writes 20 tokens a second and a voice that
/// takes 0.2 s a sentence, both in this process; one session after the other, then many at once. All in real time.
///
/// Arguments: rounds (10), sessions at once (50), rounds of these (2).
final class Voice {
    private static final long FRAME = 20_000_000;
    private static final int FRAME_BYTES = PcmFormat.SPEECH.bytes(Duration.ofNanos(FRAME));
    private static final List<String> PARTS =
            List.of("end_of_speech", "transcript", "first_token", "first_sentence", "first_audio", "total");

    private final Samples firstAudio = new Samples();
    private final Samples gaps = new Samples();
    private final Samples silence = new Samples();
    private final Samples stopped = new Samples();
    private final Map<String, Samples> parts = new ConcurrentHashMap<>();

    private Voice() {
        PARTS.forEach(part -> parts.put(part, new Samples()));
    }

    public static void main(String[] arguments) throws InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        int sessions = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
        int together = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
        Voice warm = new Voice();
        warm.rounds(1);
        Voice alone = new Voice();
        alone.rounds(rounds);
        alone.print("one session at a time");
        Voice crowd = new Voice();
        CountDownLatch left = new CountDownLatch(sessions);
        for (int i = 0; i < sessions; i++) {
            Thread.ofVirtual().start(() -> {
                crowd.rounds(together);
                left.countDown();
            });
            LockSupport.parkNanos(FRAME);
        }
        left.await();
        crowd.print(sessions + " sessions at once");
    }

    private void rounds(int rounds) {
        for (int i = 0; i < rounds; i++) {
            new Client().talk();
        }
    }

    private synchronized void print(String title) {
        System.out.println(title);
        System.out.println(Samples.HEAD);
        System.out.println(firstAudio.row("first sentence's last token → first audio"));
        System.out.println(gaps.row("gap between sentences, audio ready"));
        PARTS.forEach(part -> System.out.println(parts.get(part).row("  " + part)));
        System.out.println(silence.row("speech over the answer → silence"));
        System.out.println(stopped.row("speech over the answer → model stopped"));
        System.out.println();
    }

    private synchronized void add(Samples samples, long nanos) {
        samples.add(nanos);
    }

    private void report(VoiceReport report) {
        if (report.outcome() == VoiceReport.Outcome.WHOLE) {
            PARTS.forEach(part -> report.timing(part).ifPresent(time -> add(parts.get(part), time.toNanos())));
        }
    }

    /// One who asks, hears the answer, asks again and speaks over it.
    private final class Client {
        private final Writer writer = new Writer();
        private final Mouth mouth = new Mouth();
        private final List<VoiceEvent.State> states = new ArrayList<>();
        private final VoiceSession session = new LiveSessions(new LiveSessions.Parts(
                        writer,
                        new Ears(),
                        mouth,
                        new NoHome(),
                        LiveSessions.SILENCE,
                        Voice.this::report,
                        InstantSource.system(),
                        SessionTime.SYSTEM))
                .open(Person.LOCAL, Language.ENGLISH, this::accept);
        private long next = System.nanoTime();
        private long playedUntil;
        private int sentence = -1;
        private volatile long lastSound;
        private boolean heard;

        private synchronized void accept(VoiceEvent event) {
            long now = System.nanoTime();
            switch (event) {
                case VoiceEvent.Status(VoiceEvent.State state) -> states.add(state);
                case VoiceEvent.Spoken(Sound sound) -> plays(sound, now);
                case VoiceEvent.PartialTranscript _,
                        VoiceEvent.FinalTranscript _,
                        VoiceEvent.TextDelta _,
                        VoiceEvent.TextFinal _,
                        VoiceEvent.Turn _,
                        VoiceEvent.Problem _ -> {}
            }
        }

        private void plays(Sound sound, long now) {
            if (!heard) {
                heard = true;
                sentence = 0;
                add(firstAudio, now - writer.sentenceEnd());
            } else if (sound.sentence() != sentence) {
                sentence = sound.sentence();
                if (mouth.ready(sentence) <= playedUntil) {
                    add(gaps, Math.max(0, now - playedUntil));
                }
            }
            playedUntil = Math.max(now, playedUntil) + sound.duration().toNanos();
            lastSound = now;
        }

        private synchronized boolean is(VoiceEvent.State state) {
            return states.getLast() == state;
        }

        private void talk() {
            session.start(new VoiceSession.Start(Optional.empty(), Optional.empty(), true));
            hears(50, false);
            hears(50, true);
            do {
                hears(1, false);
            } while (!is(VoiceEvent.State.LISTENING) || !heard);
            hears(50, true);
            while (!is(VoiceEvent.State.SPEAKING)) {
                hears(1, false);
            }
            hears(50, false);
            long over = System.nanoTime();
            long stoppedAt = writer.stopped();
            while (is(VoiceEvent.State.SPEAKING)) {
                hears(1, true);
            }
            add(silence, Math.max(0, lastSound - over));
            if (writer.stopped() != stoppedAt) {
                add(stopped, writer.stopped() - over);
            }
            session.left();
        }

        /// What the microphone hears, as it hears it.
        private void hears(int frames, boolean speech) {
            for (int i = 0; i < frames; i++) {
                next += FRAME;
                LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
                session.audio(frame(speech ? 0.3 : 0.0, i));
            }
        }

        private static ByteBuffer frame(double loud, int index) {
            ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; frame.hasRemaining(); i++) {
                double time = index * 0.02 + i / 16_000.0;
                double voice = 0;
                for (int harmonic = 1; harmonic < 8; harmonic++) {
                    voice += Math.sin(2 * Math.PI * 130 * harmonic * time) / harmonic;
                }
                double syllable = 0.05 + 0.95 * Math.abs(Math.cos(2 * Math.PI * 2 * time));
                double noise = 0.001 * Math.sin(i * 12.9898 * (index % 7 + 1));
                frame.putShort((short) Math.round(32_000 * (loud * voice / 2 * syllable + noise)));
            }
            return frame.flip();
        }
    }
}
