package io.jarvas.web;

import static org.awaitility.Awaitility.await;

import io.jarvas.conversation.Person;
import io.jarvas.language.Language;
import io.jarvas.voice.VoiceEvent;
import io.jarvas.voice.VoiceSession;
import io.jarvas.voice.VoiceSessions;
import io.jarvas.voice.VoiceSink;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/// Voice sessions that say what the test wants.
final class FakeVoice implements VoiceSessions {
    final List<Session> opened = new CopyOnWriteArrayList<>();
    /// What happens at a `start`.
    volatile BiConsumer<Session, VoiceSession.Start> script =
            (session, _) -> session.say(new VoiceEvent.Status(VoiceEvent.State.LISTENING));

    final class Session implements VoiceSession {
        final Person person;
        final Language language;
        /// What was asked: `start`, `hold`, `let go`, `stop`, `left`.
        final List<String> asked = new CopyOnWriteArrayList<>();

        final List<Start> started = new CopyOnWriteArrayList<>();
        private final VoiceSink sink;
        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

        private Session(Person person, Language language, VoiceSink sink) {
            this.person = person;
            this.language = language;
            this.sink = sink;
        }

        void say(VoiceEvent... events) {
            for (VoiceEvent event : events) {
                sink.accept(event);
            }
        }

        @Override
        public void start(Start start) {
            asked.add("start");
            started.add(start);
            script.accept(this, start);
        }

        @Override
        public synchronized void audio(ByteBuffer samples) {
            byte[] bytes = new byte[samples.remaining()];
            samples.get(bytes);
            heard.writeBytes(bytes);
        }

        synchronized byte[] heard() {
            return heard.toByteArray();
        }

        @Override
        public void hold(boolean held) {
            asked.add(held ? "hold" : "let go");
        }

        @Override
        public void stop() {
            asked.add("stop");
        }

        @Override
        public void left() {
            if (!asked.contains("left")) {
                asked.add("left");
            }
        }
    }

    @Override
    public VoiceSession open(Person person, Language language, VoiceSink sink) {
        Session session = new Session(person, language, sink);
        opened.add(session);
        return session;
    }

    /// The one that was opened last.
    Session session() {
        await().until(() -> !opened.isEmpty());
        return opened.getLast();
    }
}
