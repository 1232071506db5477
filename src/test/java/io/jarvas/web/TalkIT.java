package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.StateChange;
import io.jarvas.app.IngressProxy;
import io.jarvas.assistant.TurnEvent;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.language.Language;
import io.jarvas.reply.Action;
import io.jarvas.reply.Proposal;
import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.Sound;
import io.jarvas.voice.VoiceEvent;
import io.jarvas.voice.VoiceEvent.State;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/// Speaking with Jarvas in a real Chromium, before a server whose voice sessions are the test's.
class TalkIT {
    private static final PcmFormat VOICE = new PcmFormat(22_050, 1);
    private static final IngressProxy.User ANNA = new IngressProxy.User("anna", "Anna");

    @TempDir
    private static Path profile;

    private static TalkPage page;
    private final FakeVoice voice = new FakeVoice();
    private Fixture jarvas;
    private String turn = "";
    /// What the console may say.
    private String expected = "nothing";

    @BeforeAll
    static void start() {
        page = new TalkPage(profile, "--host-resolver-rules=MAP home.example 127.0.0.1");
    }

    @AfterAll
    static void stop() {
        page.close();
    }

    @BeforeEach
    void open() {
        jarvas = new Fixture(config -> config, voice);
        page.microphone("granted");
        page.open(address());
    }

    @AfterEach
    void close() {
        page.browser().driver().get("about:blank");
        jarvas.close();
        assertThat(page.browser().console()).allMatch(line -> line.contains(expected));
    }

    private URI address() {
        return URI.create("http://localhost:" + jarvas.port() + "/");
    }

    private FakeVoice.Session session() {
        return voice.session();
    }

    private void say(VoiceEvent... events) {
        session().say(events);
    }

    /// A tone that lasts so long, in pieces of 50 ms.
    private void speak(Duration length) {
        FakeVoice.Session session = session();
        double turn = 2 * Math.PI * 440 / VOICE.rate();
        int samples = VOICE.bytes(Duration.ofMillis(50)) / 2;
        for (int at = 0; at < VOICE.bytes(length) / 2; at += samples) {
            ByteBuffer piece = ByteBuffer.allocate(2 * samples).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < samples; i++) {
                piece.putShort((short) (8_000 * Math.sin(turn * (at + i))));
            }
            session.say(new VoiceEvent.Spoken(new Sound(VOICE, piece.flip(), 0)));
        }
    }

    private void listens() {
        page.button().click();
        page.until("listening");
    }

    private void understands(String text) {
        say(new VoiceEvent.FinalTranscript(text), new VoiceEvent.Status(State.THINKING));
        turn = "t" + text.hashCode();
        say(happens(new TurnEvent.Accepted(turn, "c1")));
    }

    private void answers(String text) {
        say(new VoiceEvent.TextDelta(text), new VoiceEvent.TextFinal(turn, "c1", text));
        say(done(true));
    }

    private VoiceEvent done(boolean finished) {
        return happens(new TurnEvent.Done(finished, turn, "c1", Map.of(), Map.of()));
    }

    private VoiceEvent happens(TurnEvent event) {
        return new VoiceEvent.Turn(turn, event);
    }

    private void becomes(State state) {
        say(new VoiceEvent.Status(state));
    }

    @Test
    void whatIsSaidIsHeardAnsweredInTheConversationAndSpoken() {
        listens();

        assertThat(session().started.getFirst().handsFree()).isFalse();
        assertThat(session().started.getFirst().language()).contains(Language.ENGLISH);
        assertThat(session().started.getFirst().conversation()).isEmpty();
        assertThat(page.button().getDomAttribute("aria-pressed")).isEqualTo("true");
        await().until(() -> session().heard().length > 16_000);
        await().until(() -> page.number("level") > 0.01);
        say(new VoiceEvent.PartialTranscript("Turn on"));
        page.browser().until(() -> page.reads(".words", "Turn on"));
        understands("Turn on the kitchen lights");
        page.browser().until(() -> page.texts(".bubble").equals(List.of("Turn on the kitchen lights")));
        page.until("thinking");
        assertThat(page.button().getDomAttribute("aria-pressed")).isEqualTo("false");
        int heard = session().heard().length;

        say(new VoiceEvent.TextDelta("It is "), happens(proposed()), happens(turnedOn()));
        becomes(State.SPEAKING);
        answers("**on**.");

        page.browser().until(() -> page.reads(".answer", "on."));
        page.browser().until(() -> page.reads("strong", "on"));
        page.browser().until(() -> page.reads(".action", "Kitchen"));
        page.until("speaking");
        speak(Duration.ofSeconds(2));
        await().until(() -> page.number("level") > 0.1);
        await().until(() -> page.number("speaker.left") == 0);
        assertThat(page.number("speaker.played")).isBetween(2.0, 2.05);
        becomes(State.STOPPED);
        page.until("off");
        assertThat(session().heard().length).as("the microphone is closed").isLessThan(heard + 16_000);

        listens();
        assertThat(session().started.getLast().conversation()).contains("c1");
        assertThat(voice.opened).as("lines").hasSize(1);
    }

    private static TurnEvent proposed() {
        Map<String, Object> args =
                Map.of("domain", "light", "service", "turn_on", "data", Map.of("entity_id", "light.kitchen_lights"));
        return new TurnEvent.ActionProposed(
                "a1", new Proposal.Readable(new Action("homeassistant_call_service", args)));
    }

    private static TurnEvent turnedOn() {
        EntityId light = new EntityId("light.kitchen_lights");
        StateChange change = new StateChange(light, state("off"), state("on"));
        return new TurnEvent.ActionDone(
                "a1", new ActionOutcome.Executed(List.of(change), List.of(), Map.of()), "Done.", false);
    }

    private static EntityState state(String value) {
        return new EntityState(value, Map.of(), Fixture.NOW, Fixture.NOW);
    }

    @Test
    void pressedAgainItSendsWhatWasSaid() {
        listens();
        page.button().click();

        await().until(() -> session().asked.contains("stop"));
        assertThat(page.talk("state")).isEqualTo("listening");
    }

    @Test
    void heldItListensUntilItIsLetGo() {
        page.hold(1_500);

        await().until(() -> session().asked.equals(List.of("start", "hold", "stop")));
        assertThat(session().heard().length).isGreaterThan(16_000);
    }

    @Test
    void heldBeforeTheMicrophoneIsThereItIsATap() {
        voice.script = (_, _) -> {};
        page.hold(600);
        becomes(State.LISTENING);

        page.until("listening");
        await().until(() -> session().heard().length > 16_000);
        assertThat(session().asked).isEqualTo(List.of("start"));
    }

    @Test
    void spaceAndEnterAreAFingerToo() {
        page.browser().script("arguments[0].focus()", page.button());
        page.press(Keys.ENTER);
        page.until("listening");
        page.press(Keys.SPACE);

        await().until(() -> session().asked.equals(List.of("start", "stop")));
    }

    @Test
    void aClickWithoutAPressIsATap() {
        page.browser().script("arguments[0].click()", page.button());

        page.until("listening");
        expected = "AudioContext was not allowed"; // a script's click is no gesture
    }

    @Test
    void escapeLetsGoOfWhatWasBeingSaid() {
        listens();
        page.press(Keys.ESCAPE);

        page.until("off");
        await().until(() -> session().asked.contains("left"));
        assertThat(session().asked).doesNotContain("stop");
        assertThat(page.texts(".bubble")).isEmpty();
    }

    @Test
    void stopFallsSilentAtOnceAndStopsTheModel() {
        listens();
        understands("Tell me a story");
        becomes(State.SPEAKING);
        say(new VoiceEvent.TextDelta("Once upon a time"));
        speak(Duration.ofSeconds(20));
        await().until(() -> page.number("speaker.left") > 10);

        page.browser().one(".stop").click();

        assertThat(page.number("speaker.left")).isZero();
        page.until("off");
        await().until(() -> session().asked.contains("stop"));
        await().until(() -> jarvas.wishes.stream().anyMatch(wish -> wish.startsWith("cancel")));
        page.browser().until(() -> page.reads(".answer", "Stopped."));
        speak(Duration.ofSeconds(1));
        becomes(State.STOPPED);
        assertThat(page.number("speaker.left")).isZero();
        expected = "404"; // the turn is not one of this server's
    }

    @Test
    void withFreeHandsItListensOnAndIsInterrupted() {
        listens();
        page.browser().one(".free").click();
        await().until(() -> session().started.size() == 2);
        assertThat(session().started.getLast().handsFree()).isTrue();
        understands("Tell me a story");
        becomes(State.SPEAKING);
        speak(Duration.ofSeconds(20));
        await().until(() -> page.number("speaker.left") > 10);
        page.browser().until(() -> page.reads(".words", "Talk to interrupt"));
        int heard = session().heard().length;
        await().until(() -> session().heard().length > heard + 16_000);

        say(done(false));
        becomes(State.LISTENING);

        page.until("listening");
        assertThat(page.number("speaker.left")).isZero();
        understands("Never mind");
        answers("All right.");
        page.browser().until(() -> page.texts(".bubble").equals(List.of("Tell me a story", "Never mind")));
        page.browser().until(() -> page.reads(".answer", "All right."));

        page.browser().one(".free").click();
        becomes(State.LISTENING);
        page.until("off");
        assertThat(page.browser().script("return localStorage.getItem('jarvas-hands-free')"))
                .isEqualTo("false");
    }

    @Test
    void whatBecomesOfATurnThatWasSpokenOverIsNotToldOfTheNext() {
        listens();
        page.browser().one(".free").click();
        await().until(() -> session().started.size() == 2);
        understands("Open the awning");
        say(new VoiceEvent.TextDelta("One moment."), happens(proposed()));
        VoiceEvent late = happens(turnedOn());
        VoiceEvent end = done(false);
        becomes(State.LISTENING);
        say(new VoiceEvent.FinalTranscript("And the light"), new VoiceEvent.Status(State.THINKING));
        say(end);
        understands("And the lamp");
        say(late, end);
        answers("It is on.");

        page.browser().until(() -> page.reads(".answer", "It is on."));
        assertThat(page.texts(".bubble")).hasSize(3);
        assertThat(page.browser().all(".action")).hasSizeLessThan(2);
        expected = "404"; // the conversation is not one of this server's
        page.press(Keys.ESCAPE);
    }

    @Test
    void pressedWhileItSpeaksItListensAnew() {
        listens();
        understands("Tell me a story");
        becomes(State.SPEAKING);
        speak(Duration.ofSeconds(20));
        await().until(() -> page.number("speaker.left") > 10);

        page.button().click();

        assertThat(page.number("speaker.left")).isZero();
        page.until("listening");
        assertThat(session().asked).isEqualTo(List.of("start", "start"));
        expected = "404"; // the conversation is not one of this server's
        page.press(Keys.ESCAPE);
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        listens();
        say(new VoiceEvent.FinalTranscript(""));
        becomes(State.STOPPED);

        page.browser().until(() -> page.problem().contains("Nothing was understood"));
        assertThat(page.texts(".bubble")).isEmpty();
    }

    @Test
    void aServiceThatFailsIsSaidInItsWordsAndOneCanWrite() {
        listens();
        say(new VoiceEvent.Problem("speech_to_text_unreachable", "Nobody answers where Whisper should be.", true));
        becomes(State.ERROR);

        page.browser().until(() -> page.problem().contains("Nobody answers where Whisper should be."));
        page.until("off");
        page.browser().one("textarea").sendKeys("Hello", Keys.ENTER);
        page.browser().until(() -> page.reads(".answer", "Hello there."));

        page.button().click();
        page.until("listening");
        assertThat(page.problem()).isEmpty();
    }

    @Test
    void withoutPermissionItSaysWhatToDo() {
        page.microphone("denied");
        page.button().click();

        page.browser().until(() -> page.problem().contains("Allow it in the site's settings"));
        assertThat(page.browser().one(".problem a").getDomAttribute("href"))
                .contains("troubleshooting.md#the-microphone");
        assertThat(page.talk("state")).isEqualTo("off");
        assertThat(voice.opened).isEmpty();
        assertThat(page.faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NotFoundError, No microphone was found",
        "NotReadableError, Another program may be using it",
        "NotAllowedError, does not allow the microphone",
    })
    void whatIsWrongWithTheMicrophoneIsSaid(String error, String said) {
        page.browser()
                .script(
                        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', arguments[0]))",
                        error);
        page.button().click();

        page.browser().until(() -> page.problem().contains(said));
        page.browser().one(".problem button").click();
        assertThat(page.problem()).isEmpty();
    }

    @Test
    void aMicrophoneThatIsPulledOutIsSaid() {
        page.browser().script("""
                const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
                navigator.mediaDevices.getUserMedia = async (what) => (window.stream = await ask(what));
                """);
        listens();
        page.browser().script("window.stream.getTracks()[0].dispatchEvent(new Event('ended'))");

        page.until("off");
        assertThat(page.problem()).contains("No microphone was found");
    }

    @Test
    void permissionThatIsWithdrawnIsSaid() {
        page.browser().script("""
                const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
                navigator.mediaDevices.getUserMedia = async (what) => (window.stream = await ask(what));
                """);
        listens();
        page.microphone("denied");
        page.browser().script("window.stream.getTracks()[0].dispatchEvent(new Event('ended'))");

        page.until("off");
        page.browser().until(() -> page.problem().contains("does not allow the microphone"));
    }

    @Test
    void aMicrophoneIsClosedWhereNothingComesOfItAndOpensTheNextTime() {
        page.browser().script("""
                const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
                navigator.mediaDevices.getUserMedia = async (what) => (window.stream = await ask(what));
                const add = AudioWorklet.prototype.addModule;
                AudioWorklet.prototype.addModule = async function () {
                  AudioWorklet.prototype.addModule = add;
                  throw new DOMException("no network", "AbortError");
                };
                """);
        page.button().click();
        page.browser().until(() -> page.problem().contains("That did not work"));
        assertThat(page.browser().script("return window.stream.getTracks()[0].readyState"))
                .isEqualTo("ended");

        listens();
        assertThat(page.problem()).isEmpty();
    }

    @Test
    void whatWasSaidOfTheAnswerBeforeDoesNotEndWhatIsBegunNow() {
        listens();
        understands("Tell me a story");
        becomes(State.SPEAKING);
        answers("Once upon a time.");
        voice.script = (_, _) -> {};
        page.button().click();
        await().until(() -> session().started.size() == 2);
        becomes(State.STOPPED);
        becomes(State.LISTENING);

        page.until("listening");
        await().pollDelay(Duration.ofMillis(300)).until(() -> "listening".equals(page.talk("state")));
        assertThat(session().asked).doesNotContain("left");
        expected = "404"; // the conversation is not one of this server's
        page.press(Keys.ESCAPE);
    }

    @Test
    void handsThatAreFreeAgainBeforeTheAnswerEndsAreListenedTo() {
        listens();
        page.browser().one(".free").click();
        await().until(() -> session().started.size() == 2);
        understands("Tell me a story");
        becomes(State.SPEAKING);
        page.browser().until(() -> page.reads(".words", "Talk to interrupt"));
        page.browser().one(".free").click();
        page.browser().one(".free").click();
        answers("Once upon a time.");
        becomes(State.LISTENING);

        await().until(() -> session().started.size() == 3);
        page.until("listening");
        assertThat(session().started.getLast().handsFree()).isTrue();
        page.browser().one(".free").click();
        expected = "404"; // the conversation is not one of this server's
        page.press(Keys.ESCAPE);
    }

    @Test
    void whereThePageIsNotSecureItSaysHowToOpenIt() throws IOException {
        try (Fixture behind = new Fixture(Fixture::behindIngress, voice);
                IngressProxy ingress = IngressProxy.of(behind.port(), ANNA)) {
            page.look(
                    URI.create(ingress.uri().toString().replace("localhost", "home.example")), 360, 740, true, "pt-PT");
            page.button().click();

            page.browser().until(() -> page.problem().contains("Abra o Home Assistant pelo endereço https"));
            assertThat(page.faults()).isEmpty();
            page.keep("talk-insecure-phone-dark");
            page.browser().driver().get("about:blank");
        }
    }

    @Test
    void behindIngressALostLineIsSaidAndTheNextTapGoesOn() throws IOException {
        try (Fixture behind = new Fixture(Fixture::behindIngress, voice);
                IngressProxy ingress = IngressProxy.of(behind.port(), ANNA)) {
            page.open(ingress.uri());
            listens();
            understands("Is the door locked?");
            answers("It is.");
            page.browser().until(() -> page.reads(".answer", "It is."));
            ingress.cut();

            page.browser().until(() -> page.problem().contains("The connection was lost"));
            listens();
            assertThat(voice.opened).hasSize(2);
            assertThat(session().started.getLast().conversation()).isEqualTo(Optional.of("c1"));
            assertThat(page.problem()).isEmpty();
            page.browser().driver().get("about:blank");
        }
        expected = "ERR_"; // what else was under way
    }

    @Test
    void aPageAroundThatForbidsTheMicrophoneIsSaid() {
        page.browser().command("Page.enable", Map.of());
        page.browser().command("Page.setBypassCSP", Map.of("enabled", true));
        try {
            page.open(address());
            page.browser().script("""
                    const frame = document.createElement("iframe");
                    frame.allow = "microphone 'none'";
                    frame.src = location.href;
                    frame.style = "width: 800px; height: 600px";
                    document.body.replaceChildren(frame);
                    """);
            page.browser().driver().switchTo().frame(0);
            page.button().click();

            page.browser().until(() -> page.problem().contains("The page around this one"));
        } finally {
            page.browser().driver().switchTo().defaultContent();
            page.browser().command("Page.setBypassCSP", Map.of("enabled", false));
        }
        expected = "microphone"; // what the browser says of such a page
    }

    @ParameterizedTest
    @CsvSource({
        "phone, 360, 740, false, en-GB",
        "phone, 360, 740, true, pt-PT",
        "desktop, 1280, 800, true, en-GB",
        "desktop, 1280, 800, false, pt-PT",
        "narrow, 320, 568, false, pt-PT"
    })
    void itIsFitToBeSeenAndHeardOf(String size, int width, int height, boolean dark, String language) {
        page.look(address(), width, height, dark, language);
        boolean english = language.startsWith("en");
        String name = "-" + size + (dark ? "-dark-" : "-light-") + language;
        listens();
        page.browser().until(() -> page.number("level") > 0.01);
        page.keep("talk-listening" + name);
        assertThat(page.faults()).isEmpty();
        String question = english
                ? "How warm is it in the bedroom, and is the window still open?"
                : "Que temperatura está no quarto, e a janela ainda está aberta?";
        say(new VoiceEvent.PartialTranscript(question));
        page.browser().until(() -> page.reads(".words", question));
        page.keep("talk-heard" + name);
        assertThat(page.faults()).isEmpty();
        understands(question);
        page.until("thinking");
        page.keep("talk-thinking" + name);
        assertThat(page.faults()).isEmpty();
        becomes(State.SPEAKING);
        speak(Duration.ofSeconds(15));
        answers(english ? "It is 19 °C, and the window is open." : "Estão 19 °C, e a janela está aberta.");
        page.until("speaking");
        page.browser().until(() -> page.number("level") > 0.1);
        page.keep("talk-speaking" + name);
        assertThat(page.faults()).isEmpty();
        say(new VoiceEvent.Problem("x", english ? "Piper fell silent." : "O Piper calou-se.", true));
        becomes(State.ERROR);
        page.until("off");
        page.keep("talk-problem" + name);
        assertThat(page.faults()).isEmpty();
        assertThat(page.browser().all(".talk, .stop, .free, .problem button").stream()
                        .filter(button -> button.getRect().height < 44))
                .isEmpty();
        expected = "404"; // the conversation is not one of this server's
    }

    @Test
    void whoDoesNotSpeakLoadsNothingOfIt() {
        page.browser().open(address().resolve("?" + TalkPage.SILENT));
        page.browser()
                .until(() ->
                        !page.browser().all(".suggestions:not(.coming) button").isEmpty());

        assertThat(page.browser().all(".talk")).isEmpty();
        assertThat(String.valueOf(page.browser()
                        .script("return performance.getEntriesByType('resource').map(({ name }) => name).join(' ')")))
                .contains("jarvas-chat.js")
                .doesNotContain("/voice/");
    }
}
