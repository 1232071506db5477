package io.jarvas.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.LogLines;
import io.jarvas.RunningThreads;
import io.jarvas.action.FakeHome;
import io.jarvas.assistant.OverloadedException;
import io.jarvas.assistant.TurnEvent;
import io.jarvas.assistant.UserTurn;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoreException;
import io.jarvas.language.Language;
import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.SpeechException;
import io.jarvas.voice.VoiceEvent.State;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LiveSessionTest {
    private static final Person ANA = new Person("ha:ana");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration STEP = Duration.ofMillis(20);

    private final VirtualTime time = new VirtualTime();
    private final FakeTurns turns = new FakeTurns();
    private final FakeEars ears = new FakeEars();
    private final FakeVoice voice = new FakeVoice();
    private final List<VoiceReport> reports = new CopyOnWriteArrayList<>();
    private final List<VoiceEvent> events = new CopyOnWriteArrayList<>();
    private final VoiceSession session = new LiveSessions(new LiveSessions.Parts(
                    turns, ears, voice, new FakeHome(), LiveSessions.SILENCE, reports::add, () -> Instant.EPOCH, time))
            .open(ANA, Language.ENGLISH, events::add);

    @AfterEach
    void leave() {
        session.left();
        await().until(() -> ears.open.get() == 0 && voice.open.get() == 0);
    }

    @Test
    void whatIsSaidIsUnderstoodAnsweredAndSpoken() {
        listen(true);
        asks("turn on the light");
        turns.writes("It is ", "on. ", "Anything", " else?").ends();
        until(State.LISTENING, 2);

        assertThat(states())
                .containsExactly(State.CONNECTED, State.LISTENING, State.THINKING, State.SPEAKING, State.LISTENING);
        assertThat(told())
                .containsSubsequence(
                        "THINKING",
                        "heard turn on the light",
                        "Accepted",
                        "+It is ",
                        "+on. ",
                        "+Anything",
                        "+ else?",
                        "=It is on. Anything else?",
                        "Done",
                        "LISTENING");
        assertThat(voice.said).containsExactly("It is on.", "Anything else?");
        assertThat(spoken()).isEqualTo(Duration.ofSeconds(2));
        UserTurn asked = turns.asked.getFirst();
        assertThat(asked.text()).isEqualTo("turn on the light");
        assertThat(asked.person()).isEqualTo(ANA);
        assertThat(asked.language()).contains(Language.ENGLISH);
        assertThat(asked.spoken()).isPresent();
        assertThat(turns.noted).isEmpty();
    }

    @Test
    void theFirstSentenceSoundsWhileTheNextIsWritten() {
        listen(true);
        asks("hello");
        turns.writes("Good morning. ", "How");
        await().until(() -> states().contains(State.SPEAKING));

        assertThat(voice.said).containsExactly("Good morning.");
    }

    @Test
    void theNextMessageGoesOnWithTheConversation() {
        listen(true);
        asks("one");
        turns.ends();
        until(State.LISTENING, 2);
        asks("two");
        turns.ends();
        until(State.LISTENING, 3);

        assertThat(turns.asked.stream().map(UserTurn::conversation))
                .containsExactly(Optional.empty(), Optional.of("c"));
    }

    @Test
    void aClientThatIsNotHandsFreeStopsAfterTheAnswer() {
        listen(false);
        asks("hello");
        turns.writes("Yes.").ends();
        until(State.STOPPED, 1);
        int before = events.size();
        say(Sounds.speech(SECOND));

        assertThat(events).hasSize(before);
    }

    @Test
    void whatIsSpokenIsHeardAsItIsSpokenFromBeforeItsBeginning() {
        listen(true);
        say(Sounds.quiet(SECOND));
        say(Sounds.speech(SECOND));
        await().until(() ->
                ears.heard.size() == 1 && ears.heard.getFirst().bytes.get() >= bytes(SECOND.plusMillis(200)));
        ears.heard.getFirst().understands("turn");
        ears.heard.getFirst().understands("turn on");

        assertThat(told()).endsWith("…turn", "…turn on");
        assertThat(ears.heard.getFirst().bytes.get())
                .isBetween(bytes(SECOND.plusMillis(200)), bytes(SECOND.plusMillis(500)));
    }

    @Test
    void whereNothingIsUnderstoodItListensAgain() {
        listen(true);
        asks(" ");
        until(State.LISTENING, 2);

        assertThat(told()).contains("heard ");
        assertThat(turns.asked).isEmpty();
        await().until(() -> !reports.isEmpty());
        assertThat(reports.getFirst().outcome()).isEqualTo(VoiceReport.Outcome.NOTHING_UNDERSTOOD);
    }

    @Test
    void whereNobodySpeaksItStops() {
        listen(true);
        say(Sounds.quiet(Duration.ofSeconds(9)));

        assertThat(states()).endsWith(State.STOPPED);
        assertThat(ears.heard).isEmpty();
    }

    @Test
    void noMoreThanTwoSecondsAreAheadOfTheClient() {
        listen(true);
        asks("tell me all");
        turns.writes("One. ", "Two. ", "Three. ", "Four. ", "Five. ").ends();
        await().until(() -> spoken().equals(Duration.ofSeconds(2)));
        for (int i = 0; i < 60; i++) {
            time.pass(Duration.ofMillis(50));
            Duration due = Duration.ofSeconds(2).plusMillis(50L * (i + 1));
            await().until(() -> spoken().equals(due));
        }
        assertThat(states()).endsWith(State.SPEAKING);
        until(State.LISTENING, 2);
    }

    @Test
    void speechOverTheAnswerSilencesItAndIsTheNextMessage() {
        listen(true);
        asks("tell me all");
        turns.writes("The first sentence is this. ", "The second one is that. ", "The third");
        await().until(() -> spoken().equals(Duration.ofSeconds(2)));
        say(Sounds.quiet(Duration.ofMillis(1_300)));
        turns.writes(" is");
        ByteBuffer over = Sounds.speech(SECOND);
        int until = 0;
        while (states().getLast() != State.LISTENING) {
            say(over.slice(until, bytes(STEP)));
            until += bytes(STEP);
        }
        assertThat(PcmFormat.SPEECH.duration(until)).isLessThanOrEqualTo(Duration.ofMillis(150));
        assertThat(turns.cancelled).containsExactly("tell me all");
        Duration silentSince = spoken();

        say(over.slice(until, over.remaining() - until));
        say(Sounds.quiet(SECOND));
        ears.words.add("stop it");
        await().until(() -> turns.asked.size() == 2);
        assertThat(spoken()).isEqualTo(silentSince);
        assertThat(ears.heard.getLast().bytes.get()).isGreaterThanOrEqualTo(bytes(SECOND));
        assertThat(turns.asked.getLast().text()).isEqualTo("stop it");
        assertThat(turns.noted).containsExactly("c: The first sentence is this. The");
        await().until(() -> !reports.isEmpty());
        assertThat(reports.getFirst().outcome()).isEqualTo(VoiceReport.Outcome.INTERRUPTED);
    }

    @Test
    void whoGoesOnSpeakingBeforeAnythingWasUnderstoodSaysOneThing() {
        listen(true);
        say(Sounds.speech(SECOND));
        say(Sounds.quiet(SECOND));
        await().until(() -> states().contains(State.THINKING));
        say(Sounds.speech(SECOND));
        say(Sounds.quiet(SECOND));
        await().until(() -> ears.heard.size() == 2 && ears.heard.getFirst().closed);
        ears.words.add("turn on the light in the kitchen");
        turns.ends();
        until(State.LISTENING, 3);

        assertThat(ears.heard.getLast().bytes.get()).isGreaterThan(bytes(Duration.ofMillis(3_500)));
        assertThat(turns.asked).hasSize(1);
        assertThat(turns.noted).isEmpty();
    }

    @Test
    void whoStopsAnAnswerThatWasNotHeardAtAllHasTheModelTold() {
        listen(true);
        asks("hello");
        turns.writes("Good");
        await().until(() -> told().contains("+Good"));
        session.stop();

        assertThat(states()).endsWith(State.STOPPED);
        await().until(() -> turns.noted.equals(List.of("c: ")));
        await().until(() -> told().contains("Done"));
    }

    @Test
    void whatWasHeardToItsEndNeedsNoNote() {
        listen(true);
        asks("hello");
        turns.writes("Good morning.").ends();
        until(State.LISTENING, 2);
        session.start(new VoiceSession.Start(Optional.empty(), Optional.empty(), true));
        session.left();

        assertThat(turns.noted).isEmpty();
    }

    @Test
    void lettingGoOfTheButtonEndsTheUtterance() {
        listen(false);
        say(Sounds.speech(SECOND));
        session.stop();
        assertThat(states()).endsWith(State.THINKING);
        ears.words.add("yes");
        turns.writes("Done.").ends();
        until(State.STOPPED, 1);
    }

    @Test
    void whatIsSaidWhileTheButtonIsHeldGoesOnThroughSilence() {
        listen(false);
        session.hold(true);
        say(Sounds.quiet(Duration.ofSeconds(10)));
        say(Sounds.speech(SECOND));
        say(Sounds.quiet(Duration.ofSeconds(2)));
        say(Sounds.speech(SECOND));
        assertThat(states()).containsExactly(State.CONNECTED, State.LISTENING);

        session.stop();
        assertThat(states()).endsWith(State.THINKING);
        ears.words.add("yes");
        turns.writes("Done.").ends();
        until(State.STOPPED, 1);
        assertThat(ears.heard).hasSize(1);
    }

    @Test
    void whoHasOnlyTappedTheButtonIsHeardUntilTheyAreSilent() {
        listen(false);
        session.hold(true);
        say(Sounds.speech(SECOND));
        session.hold(false);
        say(Sounds.quiet(SECOND));

        assertThat(states()).endsWith(State.THINKING);
        ears.words.add("");
        until(State.STOPPED, 1);
    }

    @Test
    void lettingGoOfTheButtonAfterTheEndOfSpeechSilencesNothing() {
        listen(false);
        asks("turn on the light");
        session.stop();
        turns.writes("It is on.").ends();
        until(State.STOPPED, 1);

        assertThat(turns.cancelled).isEmpty();
        assertThat(voice.said).containsExactly("It is on.");
    }

    @Test
    void anAnswerThatIsCancelledElsewhereFallsSilent() {
        listen(true);
        asks("tell me all");
        turns.writes("One. ", "Two. ", "Three. ", "Four. ", "Five. ");
        await().until(() -> spoken().equals(Duration.ofSeconds(2)));
        turns.cancelsElsewhere();
        await().until(() -> states().getLast() == State.LISTENING);

        assertThat(told()).contains("Done");
        assertThat(problems()).isEmpty();
        assertThat(spoken()).isEqualTo(Duration.ofSeconds(2));
        await().until(() -> turns.noted.size() == 1);
    }

    @Test
    void aSecondStopSilencesTheAnswer() {
        listen(false);
        asks("tell me all");
        session.stop();
        turns.writes("The first sentence!\n");
        await().until(() -> states().contains(State.SPEAKING));
        session.stop();

        assertThat(turns.cancelled).containsExactly("tell me all");
        assertThat(states()).endsWith(State.STOPPED);
    }

    @Test
    void lettingGoOfTheButtonWithoutAWordStops() {
        listen(false);
        say(Sounds.quiet(SECOND));
        session.stop();

        assertThat(states()).endsWith(State.STOPPED);
    }

    @Test
    void aNewStartStopsTheAnswer() {
        listen(false);
        asks("tell me all");
        turns.writes("The first sentence!\n");
        await().until(() -> states().contains(State.SPEAKING));
        session.start(new VoiceSession.Start(Optional.of("other"), Optional.of(Language.PORTUGUESE), false));

        assertThat(turns.cancelled).containsExactly("tell me all");
        assertThat(states()).endsWith(State.LISTENING);
        asks("olá");
        turns.ends();
        until(State.STOPPED, 1);
        assertThat(turns.asked.getLast().conversation()).contains("other");
        assertThat(turns.asked.getLast().language()).contains(Language.PORTUGUESE);
        assertThat(ears.heard.getLast().language).isEqualTo(Language.PORTUGUESE);
    }

    @Test
    void aMicrophoneThatFallsSilentEndsTheUtterance() {
        listen(false);
        say(Sounds.speech(SECOND));
        await().until(() ->
                ears.heard.size() == 1 && ears.heard.getFirst().bytes.get() >= bytes(SECOND));
        ears.words.add("hello");
        turns.ends();
        until(State.STOPPED, 1);

        assertThat(turns.asked).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(SpeechException.Code.class)
    void aRecogniserThatFailsIsTold(SpeechException.Code code) {
        ears.problem = Optional.of(code);
        listen(true);
        say(Sounds.speech(SECOND));
        until(State.ERROR, 1);

        assertThat(problems()).containsExactly("speech_to_text_" + code.name().toLowerCase(java.util.Locale.ROOT));
        assertThat(voice.said).isNotEmpty();
        ears.problem = Optional.empty();
        listen(true);
        asks("hello");
        turns.ends();
        until(State.LISTENING, 3);
    }

    @Test
    void whereTheVoiceFailsTheTextGoesOn() {
        voice.good = 1;
        listen(true);
        asks("hello");
        turns.writes("One sentence. ", "Another one. ");
        await().until(() -> !problems().isEmpty());
        turns.writes("A third.").ends();
        until(State.ERROR, 1);

        assertThat(problems()).containsExactly("text_to_speech_cut_short");
        assertThat(told()).contains("=One sentence. Another one. A third.");
        assertThat(spoken()).isEqualTo(SECOND);
    }

    @Test
    void thatThereIsNoVoiceIsSaidOnce() {
        voice.good = 0;
        voice.problem = SpeechException.Code.ABSENT;
        listen(true);
        asks("one");
        turns.writes("One.").ends();
        until(State.LISTENING, 2);
        asks("two");
        turns.writes("Two.").ends();
        until(State.LISTENING, 3);

        assertThat(problems()).containsExactly("text_to_speech_absent");
    }

    /// Which service it was, and where, they alone know.
    @Test
    void whyAServiceFailedIsLeftToThoseWhoChoseItToLog() {
        try (LogLines log = new LogLines("io.jarvas.voice")) {
            voice.good = 0;
            listen(true);
            asks("hello");
            turns.writes("One.").ends();
            until(State.ERROR, 1);
            voice.good = Integer.MAX_VALUE;
            ears.problem = Optional.of(SpeechException.Code.CUT_SHORT);
            listen(true);
            say(Sounds.speech(SECOND));
            until(State.ERROR, 2);

            assertThat(problems()).containsExactly("text_to_speech_cut_short", "speech_to_text_cut_short");
            assertThat(log.all()).isEmpty();
        }
    }

    @Test
    void whereTooManyTalkItIsTold() {
        turns.refusal = Optional.of(new OverloadedException(SECOND));
        listen(true);
        asks("hello");
        until(State.ERROR, 1);

        assertThat(problems()).containsExactly("overloaded");
        assertThat(voice.said).containsExactly("Too many are talking to me at once.", "Please try again in a moment.");
    }

    @Test
    void whatCannotBeStoredIsTold() {
        turns.refusal = Optional.of(new StoreException("full"));
        listen(true);
        asks("hello");
        until(State.ERROR, 1);

        assertThat(problems()).containsExactly("storage_unavailable");
    }

    @Test
    void anAnswerThatCanOnlyBeReadIsNoSilence() {
        listen(true);
        asks("how do I restart it");
        turns.writes("```\n", "sudo reboot\n", "```").ends();
        until(State.LISTENING, 2);

        assertThat(voice.said).containsExactly("There is nothing in the answer that can be read aloud.");
    }

    @Test
    void whereTheVoiceBreaksTheSessionGoesOn() {
        voice.breaks = true;
        listen(true);
        asks("hello");
        turns.writes("Yes.").ends();
        until(State.ERROR, 1);
        voice.breaks = false;

        listen(true);
        asks("hello");
        turns.writes("Yes.").ends();
        await().until(() -> voice.said.contains("Yes."));
    }

    @Test
    void whoSpeaksOnWhileNothingIsUnderstoodIsRememberedForHalfAMinute() {
        listen(true);
        for (int i = 0; i < 20; i++) {
            say(Sounds.speech(Duration.ofSeconds(5)));
            say(Sounds.quiet(SECOND));
        }

        await().until(() -> ears.heard.size() == 20);
        await().until(() -> ears.heard.getLast().bytes.get() > bytes(Duration.ofSeconds(33)));
        assertThat(ears.heard.stream().mapToInt(each -> each.bytes.get()).max().orElseThrow())
                .isLessThanOrEqualTo(bytes(Duration.ofSeconds(40)));
    }

    @Test
    void nothingIsKeptOfWhatWasInterrupted() {
        List<WeakReference<Thread>> noters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            listen(true);
            asks("hello");
            turns.writes("Good");
            int time = i + 1;
            await().until(() -> told().stream().filter("+Good"::equals).count() == time);
            session.stop();
            await().until(() -> turns.noted.size() == time);
            noters.add(new WeakReference<>(turns.noter));
            turns.noter = null;
            ears.heard.clear();
        }
        await().until(() -> {
            System.gc();
            return noters.getFirst().refersTo(null);
        });
    }

    @Test
    void aModelThatFailsIsToldAndHeard() {
        listen(true);
        asks("hello");
        turns.writes("It is")
                .tells(new TurnEvent.Problem("ollama_stalled", "The model fell silent.", true))
                .ends();
        until(State.ERROR, 1);

        assertThat(problems()).containsExactly("ollama_stalled");
        assertThat(voice.said).containsExactly("It is.", "The model fell silent.");
    }

    @Test
    void aPinIsNotShown() {
        listen(true);
        asks("1234");
        turns.ends();
        until(State.LISTENING, 2);

        assertThat(told()).contains("heard •••").doesNotContain("heard 1234");
        assertThat(turns.asked.getFirst().text()).isEqualTo("1234");
    }

    @Test
    void aPinThatIsBeingSpokenIsNotShown() {
        listen(true);
        say(Sounds.speech(SECOND));
        await().until(() -> ears.heard.size() == 1);
        List.of("yes", "yes the code", "yes the code is 1", "yes the code is 1 2", "yes the code is")
                .forEach(ears.heard.getFirst()::understands);
        asks("yes, the code is 1234");
        turns.ends();
        until(State.LISTENING, 2);

        assertThat(told()).contains("…yes", "…yes the code", "…•••", "heard •••");
        assertThat(told()).noneMatch(each -> each.contains("1"));
        assertThat(turns.asked.getFirst().text()).isEqualTo("yes, the code is 1234");
    }

    @Test
    void eachPartOfATurnIsMeasured() {
        listen(true);
        asks("hello");
        await().until(() -> turns.asked.size() == 1);
        time.pass(Duration.ofMillis(300));
        turns.writes("Good ");
        await().until(() -> told().contains("+Good "));
        time.pass(Duration.ofMillis(200));
        turns.writes("morning!\n");
        await().until(() -> states().contains(State.SPEAKING));
        turns.ends();
        until(State.LISTENING, 2);
        await().until(() -> !reports.isEmpty());

        VoiceReport report = reports.getFirst();
        assertThat(report.outcome()).isEqualTo(VoiceReport.Outcome.WHOLE);
        assertThat(report.sentences()).isEqualTo(1);
        assertThat(report.timing("end_of_speech"))
                .hasValueSatisfying(
                        silence -> assertThat(silence).isBetween(Duration.ofMillis(800), Duration.ofMillis(900)));
        assertThat(report.timings())
                .containsEntry("first_token", Duration.ofMillis(300))
                .containsEntry("first_sentence", Duration.ofMillis(200))
                .containsEntry("first_audio", Duration.ZERO)
                .containsKeys("transcript", "total");
    }

    @Test
    void aClientThatLeavesCancelsEverything() {
        listen(true);
        asks("hello");
        turns.writes("Good morning!\n");
        await().until(() -> states().contains(State.SPEAKING));
        session.left();
        session.left();
        int before = events.size();
        await().until(() -> reports.size() == 1);
        session.start(new VoiceSession.Start(Optional.empty(), Optional.empty(), true));

        assertThat(turns.cancelled).containsExactly("hello");
        assertThat(events).hasSize(before);
        await().until(() -> turns.noted.size() == 1);
    }

    @Test
    void aClientThatCannotBeToldHasLeft() {
        VoiceSession broken = new LiveSessions(new LiveSessions.Parts(
                        turns,
                        ears,
                        voice,
                        new FakeHome(),
                        LiveSessions.SILENCE,
                        reports::add,
                        () -> Instant.EPOCH,
                        time))
                .open(ANA, Language.ENGLISH, event -> {
                    if (event instanceof VoiceEvent.FinalTranscript) {
                        throw new IllegalStateException("gone");
                    }
                });
        broken.start(new VoiceSession.Start(Optional.empty(), Optional.empty(), true));
        ears.words.add("hello");
        broken.audio(Sounds.joined(Sounds.speech(SECOND), Sounds.quiet(SECOND)));

        await().until(() -> reports.size() == 1);
    }

    @Test
    void noThreadIsLeft() {
        for (int i = 0; i < 50; i++) {
            listen(true);
            asks("hello");
            turns.writes("Good morning!\n");
            int asked = i + 1;
            await().until(() -> turns.asked.size() == asked);
        }
        session.left();
        await().untilAsserted(() ->
                assertThat(RunningThreads.dump()).doesNotContain("\"exchange\"", "\"voice\"", "\"note\""));
    }

    private static ConditionFactory await() {
        return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
    }

    private void listen(boolean handsFree) {
        session.start(new VoiceSession.Start(Optional.empty(), Optional.empty(), handsFree));
    }

    private void say(ByteBuffer sound) {
        for (int from = 0; from < sound.remaining(); from += bytes(STEP)) {
            session.audio(sound.slice(from, Math.min(bytes(STEP), sound.remaining() - from)));
            time.pass(STEP);
        }
    }

    private void asks(String words) {
        say(Sounds.speech(SECOND));
        ears.words.add(words);
        session.audio(Sounds.quiet(Duration.ofMillis(900)));
        String shown = turns.shown(ANA, Optional.empty(), words.strip());
        await().until(() -> told().contains("heard " + shown) || states().contains(State.ERROR));
    }

    /// Lets time pass until a state comes for the so many-th time.
    private void until(State state, int times) {
        await().until(() -> {
            time.pass(Duration.ofMillis(100));
            return states().stream().filter(each -> each == state).count() >= times;
        });
    }

    private static int bytes(Duration duration) {
        return PcmFormat.SPEECH.bytes(duration);
    }

    private List<State> states() {
        return of(VoiceEvent.Status.class).map(VoiceEvent.Status::state).toList();
    }

    private Duration spoken() {
        return of(VoiceEvent.Spoken.class).map(each -> each.sound().duration()).reduce(Duration.ZERO, Duration::plus);
    }

    private List<String> problems() {
        return of(VoiceEvent.Problem.class).map(VoiceEvent.Problem::code).toList();
    }

    private <E extends VoiceEvent> Stream<E> of(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast);
    }

    private List<String> told() {
        return events.stream()
                .filter(event -> !(event instanceof VoiceEvent.Spoken))
                .map(event -> switch (event) {
                    case VoiceEvent.Status(State state) -> state.name();
                    case VoiceEvent.PartialTranscript(String text) -> "…" + text;
                    case VoiceEvent.FinalTranscript(String text) -> "heard " + text;
                    case VoiceEvent.TextDelta(String text) -> "+" + text;
                    case VoiceEvent.TextFinal(String turn, String conversation, String text) -> "=" + text;
                    case VoiceEvent.Turn(String turn, TurnEvent of) ->
                        of.getClass().getSimpleName();
                    case VoiceEvent.Spoken _ -> "";
                    case VoiceEvent.Problem problem -> "! " + problem.code();
                })
                .toList();
    }
}
