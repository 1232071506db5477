package io.jarvas.voice;

import io.jarvas.conversation.Person;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.language.Language;
import io.jarvas.language.Sentences;
import io.jarvas.speech.Sound;
import io.jarvas.speech.SpeechException;
import io.jarvas.voice.EndOfSpeech.Heard;
import io.jarvas.voice.VoiceEvent.State;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// One client that speaks with Jarvas. What comes from it is done at once, under a lock that is never held while a
/// service or the model is waited for; what takes time happens in an [Exchange], of which one at most is the session's.
///
/// An exchange that is interrupted is the session's no more: its turn ends by itself and tells what became of its
/// actions, but nothing of it changes the session's state or sounds.
final class LiveSession implements VoiceSession {
    /// A microphone that was heard so shortly before is still open.
    private static final Duration STILL_HEARD = Duration.ofMillis(500);

    private static final System.Logger LOG = System.getLogger(LiveSession.class.getName());

    private final LiveSessions.Parts parts;
    private final Person person;
    private final VoiceSink sink;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Frames frames = new Frames();
    private final EndOfSpeech ears;
    private Language language;
    private Optional<String> conversation = Optional.empty();
    private Optional<Exchange> exchange = Optional.empty();
    private Optional<Thread> noting = Optional.empty();
    private State state = State.CONNECTED;
    private boolean handsFree;
    /// Whether silence ended what was said, and the client has not let go of its button since.
    private boolean endedBySilence;

    private long heardAt;
    private boolean toldOfNoVoice;
    private boolean gone;

    LiveSession(LiveSessions.Parts parts, Person person, Language language, VoiceSink sink) {
        this.parts = parts;
        this.person = person;
        this.language = language;
        this.sink = sink;
        ears = new EndOfSpeech(parts.limits());
        guarded(() -> become(State.CONNECTED));
    }

    @Override
    public void start(Start start) {
        command(() -> {
            List<Runnable> rest = interrupt(false);
            conversation = start.conversation().or(() -> conversation);
            language = start.language().orElse(language);
            handsFree = start.handsFree();
            endedBySilence = false;
            listen();
            return rest;
        });
    }

    @Override
    public void audio(ByteBuffer samples) {
        command(() -> {
            heardAt = now();
            List<Runnable> rest = new ArrayList<>();
            for (ByteBuffer frame : frames.of(samples)) {
                rest.addAll(hear(frame));
            }
            return rest;
        });
    }

    @Override
    public void hold(boolean held) {
        command(() -> {
            if (state == State.LISTENING) {
                ears.hold(held);
            }
            return List.of();
        });
    }

    @Override
    public void stop() {
        command(() -> switch (state) {
            case LISTENING -> {
                if (exchange.isPresent()) {
                    endOfSpeech(Duration.ZERO);
                } else {
                    rest(State.STOPPED);
                }
                yield List.of();
            }
            case THINKING, SPEAKING -> {
                if (isLateRelease()) {
                    yield List.of();
                }
                List<Runnable> rest = interrupt(false);
                rest(State.STOPPED);
                yield rest;
            }
            case CONNECTED, ERROR, STOPPED -> List.of();
        });
    }

    /// Whether the client lets go of a button that was no longer needed, rather than wants silence.
    private boolean isLateRelease() {
        boolean late = endedBySilence && !handsFree && now() - heardAt < STILL_HEARD.toNanos();
        endedBySilence = false;
        return late;
    }

    @Override
    public void left() {
        command(() -> {
            gone = true;
            ears.rest();
            return interrupt(true);
        });
    }

    /// Does what a client wants.
    ///
    /// @param command returns what is to be done without the lock
    private void command(Supplier<List<Runnable>> command) {
        List<Runnable> rest = locked(() -> gone ? List.of() : command.get());
        rest.forEach(LiveSession::attempt);
    }

    private static void attempt(Runnable each) {
        try {
            each.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "something could not be stopped", e);
        }
    }

    private List<Runnable> hear(ByteBuffer frame) {
        return switch (ears.hear(frame)) {
            case Heard.Quiet _ -> List.of();
            case Heard.Begun(ByteBuffer sound) -> {
                List<ByteBuffer> sounds =
                        new ArrayList<>(exchange.map(Exchange::notUnderstood).orElse(List.of()));
                sounds.add(sound);
                List<Runnable> rest = interrupt(false);
                if (state != State.LISTENING) {
                    become(State.LISTENING);
                }
                Exchange begun = new Exchange(this, new Exchange.Beginning(language, sounds, noting));
                exchange = Optional.of(begun);
                begun.begin();
                yield rest;
            }
            case Heard.Goes(ByteBuffer sound) -> {
                exchange.ifPresent(each -> each.hear(sound));
                yield List.of();
            }
            case Heard.Ended(Duration silence) -> {
                endedBySilence = true;
                endOfSpeech(silence);
                yield List.of();
            }
            case Heard.Nothing _ -> {
                rest(State.STOPPED);
                yield List.of();
            }
        };
    }

    private void endOfSpeech(Duration silence) {
        exchange.ifPresent(each -> each.end(silence));
        if (handsFree) {
            ears.listenOver();
        } else {
            ears.rest();
        }
        become(State.THINKING);
    }

    private void listen() {
        ears.listen();
        become(State.LISTENING);
    }

    private void rest(State next) {
        ears.rest();
        frames.clear();
        become(next);
    }

    private List<Runnable> interrupt(boolean clientGone) {
        List<Runnable> rest = exchange.map(each -> silence(each, clientGone)).orElse(List.of());
        exchange = Optional.empty();
        return rest;
    }

    private List<Runnable> silence(Exchange answer, boolean clientGone) {
        answer.interrupted().ifPresent(this::note);
        return answer.cancel(clientGone);
    }

    /// The turn was cancelled by another way in: what is left of the answer is not said either.
    void cancelledElsewhere(Exchange from) {
        command(() -> isMine(from) ? silence(from, false) : List.of());
    }

    /// Has the model told, on a thread of its own since that is written to the disk.
    private void note(Exchange.Interrupted interrupted) {
        // One that has ended would keep all before it.
        Optional<Thread> before = noting.filter(Thread::isAlive);
        noting = Optional.of(Thread.ofVirtual().name("note").start(() -> {
            before.ifPresent(LiveSession::join);
            attempt(() -> parts.turns().interrupted(person, interrupted.conversation(), interrupted.heard()));
        }));
    }

    private void become(State next) {
        state = next;
        tell(new VoiceEvent.Status(next));
    }

    private void tell(VoiceEvent event) {
        if (gone) {
            return;
        }
        try {
            sink.accept(event);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "a client left", e);
            Thread.ofVirtual().start(this::left);
        }
    }

    LiveSessions.Parts parts() {
        return parts;
    }

    Person person() {
        return person;
    }

    long now() {
        return parts.time().nanos();
    }

    void guarded(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /// The lock is held.
    void changed() {
        changed.signalAll();
    }

    /// Waits for [#changed()], at most so long. The lock is held.
    void await(long nanos) {
        try {
            parts.time().await(changed, nanos);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    /// The conversation that messages belong to; empty until there is one.
    Optional<String> conversation() {
        return locked(() -> conversation);
    }

    /// A message was taken in.
    void accepted(Exchange from, String id) {
        guarded(() -> {
            if (isMine(from) || conversation.isEmpty()) {
                conversation = Optional.of(id);
            }
        });
    }

    private boolean isMine(Exchange other) {
        return exchange.filter(mine -> mine == other).isPresent();
    }

    /// Tells what happens in an exchange; of one that was interrupted, only what becomes of its turn.
    void tell(Exchange from, VoiceEvent event) {
        guarded(() -> {
            if (isMine(from) || event instanceof VoiceEvent.Turn || event instanceof VoiceEvent.TextFinal) {
                tell(event);
            }
        });
    }

    /// The microphone has fallen silent in the middle of an utterance. The lock is held.
    void deaf(Exchange from) {
        if (isMine(from)) {
            endOfSpeech(Exchange.DEAD);
        } else {
            from.end(Exchange.DEAD);
        }
    }

    /// The lock is held.
    void speaks(Exchange from, Sound sound) {
        if (isMine(from)) {
            if (state != State.SPEAKING) {
                become(State.SPEAKING);
            }
            tell(new VoiceEvent.Spoken(sound));
        }
    }

    /// The voice failed; the text goes on. That there is none at all is said once, and is no failure.
    void mute(Exchange from, SpeechException problem) {
        String code = problem.code().name().toLowerCase(Locale.ROOT);
        boolean absent = problem.code() == SpeechException.Code.ABSENT;
        guarded(() -> {
            if (!isMine(from) || (absent && toldOfNoVoice)) {
                return;
            }
            if (absent) {
                toldOfNoVoice = true;
            } else {
                from.fail();
            }
            String sentence = Sentences.in(from.language()).say("voice.text_to_speech." + code);
            tell(new VoiceEvent.Problem("text_to_speech_" + code, sentence, problem.retryable()));
        });
    }

    /// An exchange has ended.
    void over(Exchange from, VoiceReport report) {
        parts.reports().accept(report);
        guarded(() -> {
            if (isMine(from)) {
                exchange = Optional.empty();
                if (from.hasFailed()) {
                    rest(State.ERROR);
                } else if (handsFree) {
                    listen();
                } else {
                    rest(State.STOPPED);
                }
            }
        });
    }

    SpokenText spoken(Language of) {
        return new SpokenText(
                of,
                id -> EntityId.parse(id)
                        .flatMap(entity -> parts.home()
                                .snapshot()
                                .flatMap(home -> home.catalog().entity(entity)))
                        .map(Entity::name));
    }
}
