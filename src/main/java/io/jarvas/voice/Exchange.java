package io.jarvas.voice;

import io.jarvas.assistant.OverloadedException;
import io.jarvas.assistant.RunningTurn;
import io.jarvas.assistant.TurnEvent;
import io.jarvas.assistant.UserTurn;
import io.jarvas.conversation.StoreException;
import io.jarvas.language.Language;
import io.jarvas.language.Sentences;
import io.jarvas.speech.Listening;
import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.SpeechException;
import io.jarvas.voice.ExchangeTimings.Part;
import io.jarvas.voice.VoiceReport.Outcome;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a person says once, and the answer to it. It runs on a thread of its own: sound goes to the recogniser as it is
/// spoken, the words to the assistant, the answer to the voice. Everything that several threads use is guarded by the
/// session's lock; methods that say so want it held.
final class Exchange {
    /// What a person says in one go, though they pause: with the longest utterance after it, a recogniser
    /// takes it at once.
    static final Duration REMEMBERED = Duration.ofSeconds(30);
    /// A microphone that sends nothing for so long has gone.
    static final Duration DEAD = Duration.ofSeconds(3);

    private static final System.Logger LOG = System.getLogger(Exchange.class.getName());

    /// What it is about.
    ///
    /// @param heard sound of the same utterance from before
    /// @param before what must be over before the message is taken in
    record Beginning(Language language, List<ByteBuffer> heard, Optional<Thread> before) {}

    /// What the person missed of an answer.
    ///
    /// @param heard its words until then
    record Interrupted(String conversation, String heard) {}

    private final LiveSession session;
    private final Beginning beginning;
    private final List<ByteBuffer> heard = new ArrayList<>();
    private final Deque<ByteBuffer> unheard = new ArrayDeque<>();
    private final ExchangeTimings timings = new ExchangeTimings();
    private final AnswerSound answerSound;
    private Optional<Listening> listening = Optional.empty();
    private Optional<RunningTurn> turn = Optional.empty();
    private Optional<AnswerVoice> voice = Optional.empty();
    private boolean ended;
    private boolean understood;
    private boolean cancelled;
    private boolean failed;
    private boolean wrote;
    private boolean whole;

    Exchange(LiveSession session, Beginning beginning) {
        this.session = session;
        this.beginning = beginning;
        answerSound = new AnswerSound(session, this, timings);
        beginning.heard().forEach(this::hear);
    }

    void begin() {
        Thread.ofVirtual().name("exchange").start(this::run);
    }

    /// The lock is held.
    void hear(ByteBuffer sound) {
        heard.add(sound);
        unheard.add(sound);
        session.changed();
    }

    /// The utterance has ended. The lock is held.
    ///
    /// @param silence since its last word
    void end(Duration silence) {
        ended = true;
        timings.ended(session.now(), silence);
        session.changed();
    }

    /// Stops whatever is done. The lock is held.
    ///
    /// @param gone whether the client is
    /// @return what is to be done without the lock
    List<Runnable> cancel(boolean gone) {
        cancelled = true;
        session.changed();
        List<Runnable> rest = new ArrayList<>();
        voice.ifPresent(each -> rest.add(each::close));
        listening.ifPresent(each -> rest.add(each::close));
        turn.ifPresent(each -> rest.add(gone ? each::leave : each::cancel));
        return rest;
    }

    /// What was spoken, where it has not been understood yet, the newest [#REMEMBERED] of it. The lock is held.
    List<ByteBuffer> notUnderstood() {
        if (understood) {
            return List.of();
        }
        int from = heard.size();
        int bytes = 0;
        while (from > 0 && bytes + heard.get(from - 1).remaining() <= PcmFormat.SPEECH.bytes(REMEMBERED)) {
            from--;
            bytes += heard.get(from).remaining();
        }
        return List.copyOf(heard.subList(from, heard.size()));
    }

    /// Where the person would not know all of the answer if it stopped now: its conversation, and what they
    /// heard. The lock is held.
    Optional<Interrupted> interrupted() {
        boolean lost = wrote && !answerSound.isMute() && !(whole && answerSound.heardAll());
        return turn.filter(_ -> lost).map(each -> new Interrupted(each.conversation(), answerSound.heard()));
    }

    private void run() {
        Outcome outcome = Outcome.FAILED;
        try {
            outcome = converse();
        } catch (RuntimeException | Error e) {
            broke(e);
        }
        try {
            finish();
        } finally {
            session.over(this, report(outcome));
        }
    }

    private void broke(Throwable e) {
        LOG.log(System.Logger.Level.ERROR, "a voice session broke", e);
        try {
            problem("internal", "turn.failed", true);
        } catch (RuntimeException | Error mute) {
            LOG.log(System.Logger.Level.ERROR, "and cannot say so", mute);
        }
    }

    private VoiceReport report(Outcome outcome) {
        return session.locked(() -> timings.report(
                session.parts().clock().instant(),
                failed ? Outcome.FAILED : cancelled ? Outcome.INTERRUPTED : outcome,
                answerSound.sentences()));
    }

    private Outcome converse() {
        Optional<String> words = understand();
        if (words.isEmpty()) {
            return Outcome.FAILED;
        }
        String text = words.get().strip();
        boolean goesOn = session.locked(() -> {
            understood = true;
            timings.mark(Part.TRANSCRIPT, session.now());
            return !cancelled;
        });
        if (!goesOn) {
            return Outcome.INTERRUPTED;
        }
        session.tell(
                this,
                new VoiceEvent.FinalTranscript(
                        session.parts().turns().shown(session.person(), session.conversation(), text)));
        if (text.isEmpty()) {
            return Outcome.NOTHING_UNDERSTOOD;
        }
        voice();
        answer(text.length() > UserTurn.MAXIMUM_LENGTH ? text.substring(0, UserTurn.MAXIMUM_LENGTH) : text);
        return Outcome.WHOLE;
    }

    /// The words that were spoken; nothing where that cannot be known, or is not wanted any more.
    private Optional<String> understand() {
        try (Listening open = session.parts().speechToText().listen(beginning.language(), this::partial)) {
            if (!session.locked(() -> {
                listening = Optional.of(open);
                return !cancelled;
            })) {
                return Optional.empty();
            }
            for (Optional<ByteBuffer> sound = sound(); sound.isPresent(); sound = sound()) {
                open.hear(sound.get().duplicate());
            }
            return session.locked(() -> cancelled) ? Optional.empty() : Optional.of(open.transcript());
        } catch (SpeechException e) {
            fails("speech_to_text", e);
            return Optional.empty();
        }
    }

    /// Waits for sound of the utterance; nothing at its end.
    private Optional<ByteBuffer> sound() {
        return session.locked(() -> {
            long since = session.now();
            while (!cancelled && !ended && unheard.isEmpty()) {
                long left = DEAD.toNanos() - (session.now() - since);
                if (left <= 0) {
                    session.deaf(this);
                } else {
                    session.await(left);
                }
            }
            return cancelled ? Optional.empty() : Optional.ofNullable(unheard.poll());
        });
    }

    private void partial(String text) {
        VoiceEvent event = new VoiceEvent.PartialTranscript(
                session.parts().turns().shownSoFar(session.person(), session.conversation(), text.strip()));
        session.guarded(() -> {
            if (!understood && !text.isBlank()) {
                session.tell(this, event);
            }
        });
    }

    private void answer(String text) {
        beginning.before().ifPresent(LiveSession::join);
        if (session.locked(() -> cancelled)) {
            return;
        }
        RunningTurn running;
        try {
            running = session.parts().turns().begin(asked(text));
        } catch (OverloadedException e) {
            problem("overloaded", "voice.overloaded", true);
            return;
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.ERROR, "what was said could not be stored", e);
            problem("storage_unavailable", "voice.storage_unavailable", true);
            return;
        }
        session.guarded(() -> {
            turn = Optional.of(running);
            if (cancelled) {
                running.cancel();
            }
        });
        running.run(event -> accept(running, event));
    }

    private UserTurn asked(String text) {
        return UserTurn.saidAloud(
                session.person(), session.conversation(), text, Optional.of(beginning.language()), Optional.empty());
    }

    private void accept(RunningTurn from, TurnEvent event) {
        switch (event) {
            case TurnEvent.Text(String content) -> {
                session.guarded(() -> {
                    wrote = true;
                    timings.mark(Part.FIRST_TOKEN, session.now());
                });
                session.tell(this, new VoiceEvent.TextDelta(content));
                if (!session.locked(() -> cancelled)) {
                    voice().write(content);
                }
            }
            case TurnEvent.FinalText(String text) ->
                session.tell(this, new VoiceEvent.TextFinal(from.id(), from.conversation(), text));
            case TurnEvent.Problem(String code, String sentence, boolean retryable) ->
                told(new VoiceEvent.Problem(code, sentence, retryable));
            case TurnEvent.Accepted accepted -> {
                session.accepted(this, accepted.conversation());
                session.tell(this, new VoiceEvent.Turn(from.id(), accepted));
            }
            case TurnEvent.Progress _, TurnEvent.ActionProposed _, TurnEvent.Confirmation _, TurnEvent.ActionDone _ ->
                session.tell(this, new VoiceEvent.Turn(from.id(), event));
            case TurnEvent.Done done -> {
                session.tell(this, new VoiceEvent.Turn(from.id(), done));
                if (!done.finished() && !session.locked(this::hasFailed)) {
                    session.cancelledElsewhere(this);
                }
            }
        }
    }

    private void fails(String service, SpeechException e) {
        if (session.locked(() -> cancelled)) {
            return;
        }
        String code = e.code().name().toLowerCase(Locale.ROOT);
        problem(service + "_" + code, "voice." + service + "." + code, e.retryable());
    }

    private void problem(String code, String key, boolean retryable) {
        told(new VoiceEvent.Problem(code, Sentences.in(beginning.language()).say(key), retryable));
    }

    /// A problem is shown, and said where there is a voice.
    private void told(VoiceEvent.Problem problem) {
        boolean goesOn = session.locked(() -> {
            failed = failed || !cancelled;
            session.tell(this, problem);
            return !cancelled;
        });
        if (goesOn) {
            voice().writeApart(problem.sentence());
        }
    }

    /// Its voice; made when it is likely to be wanted soon, so that the way to it is open by then.
    private AnswerVoice voice() {
        return voice.orElseGet(() -> {
            AnswerVoice made = new AnswerVoice(
                    session.parts().textToSpeech().speak(beginning.language()),
                    session.spoken(beginning.language()),
                    beginning.language(),
                    answerSound);
            return session.locked(() -> {
                voice = Optional.of(made);
                return made;
            });
        });
    }

    /// All was written: waits until it was played.
    private void finish() {
        session.guarded(() -> whole = true);
        if (voice.isEmpty()) {
            return;
        }
        if (session.locked(() -> cancelled)) {
            voice.get().close();
            return;
        }
        voice.get().end();
        session.guarded(() -> {
            while (!cancelled && answerSound.left() > 0) {
                session.await(answerSound.left());
            }
        });
        voice.get().close();
    }

    Language language() {
        return beginning.language();
    }

    /// The lock is held.
    boolean isCancelled() {
        return cancelled;
    }

    /// Whether something went wrong. The lock is held.
    boolean hasFailed() {
        return failed;
    }

    /// The lock is held.
    void fail() {
        failed = true;
    }
}
