package io.jarvas.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.action.FakeHome;
import io.jarvas.assistant.OverloadedException;
import io.jarvas.assistant.RunningTurn;
import io.jarvas.assistant.TurnEvent;
import io.jarvas.assistant.TurnSink;
import io.jarvas.assistant.TurnStarter;
import io.jarvas.assistant.UserTurn;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoreException;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomePlaces;
import io.jarvas.language.Language;
import io.jarvas.speech.AssistAnswer;
import io.jarvas.speech.AssistReply;
import io.jarvas.speech.AssistReply.Handled;
import io.jarvas.speech.AssistReply.NotHandled;
import io.jarvas.speech.AssistRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What pipelines of Assist ask, as turns, and what comes back.
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AssistPipelineTest {
    private static final Optional<String> NONE = Optional.empty();

    private final Script script = new Script();
    private final AssistPipeline agent =
            new AssistPipeline(script, new House(), new FakeHome(), Optional.empty(), AssistPipeline.LIMIT);
    private final List<String> pieces = new CopyOnWriteArrayList<>();

    @Test
    void theAnswerComesSentenceBySentenceAndThenWhole() {
        script.says("The light ", "is on.\n", "It is late! Anything else?");

        assertThat(ask("turn on the light")).isEqualTo(new Handled("The light is on. It is late! Anything else?"));
        assertThat(pieces).containsExactly("The light is on.", " It is late!", " Anything else?");
    }

    @Test
    void itIsATurnThatWasSaidAloudInTheRoomOfTheSatellite() {
        ask(new AssistRequest(
                "liga a luz",
                Optional.of("pt-PT"),
                Optional.of("01JABC"),
                Optional.of("kitchen_device"),
                Optional.of("assist_satellite.kitchen")));

        UserTurn turn = script.turns.getFirst();
        assertThat(turn.text()).isEqualTo("liga a luz");
        assertThat(turn.person()).isEqualTo(Person.satellite("kitchen_device"));
        assertThat(turn.conversation()).hasValue("assist:01JABC");
        assertThat(turn.language()).hasValue(Language.PORTUGUESE);
        assertThat(turn.spoken()).hasValue(new UserTurn.Spoken(Optional.of("kitchen")));
        assertThat(turn.resume()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "-, -, assist, -",
        "kitchen_device, -, satellite:kitchen_device, kitchen",
        "kitchen_device, assist_satellite.moved, satellite:kitchen_device, hall",
        "-, assist_satellite.kitchen, satellite:kitchen_device, kitchen",
        "-, assist_satellite.unknown, satellite:assist_satellite.unknown, -",
        "unknown_device, -, satellite:unknown_device, -",
        "phone, -, ha:ana, -",
        "-, not an entity, assist, -",
        "'a\nb', -, assist, -"
    })
    void aDeviceSaysWhoSpeaksAndWhere(String device, String satellite, String person, String area) {
        ask(new AssistRequest("hello", NONE, NONE, known(device), known(satellite)));

        UserTurn turn = script.turns.getFirst();
        assertThat(turn.person().id()).isEqualTo(person);
        assertThat(turn.spoken()).hasValue(new UserTurn.Spoken(known(area)));
        assertThat(turn.conversation()).isEmpty();
    }

    private static Optional<String> known(String text) {
        return Optional.of(text).filter(each -> !each.equals("-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void nothingSaidIsNotATurn(String text) {
        assertThat(ask(text)).isEqualTo(new NotHandled("I did not hear anything."));
        assertThat(ask(new AssistRequest(text, Optional.of("pt"), NONE, NONE, NONE)))
                .isEqualTo(new NotHandled("Não ouvi nada."));
        assertThat(script.turns).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"```\nsudo reboot\n```", "👍", "|---|---|\n"})
    void anAnswerThatCanOnlyBeReadIsNoSilence(String written) {
        script.says(written);

        assertThat(ask("hello")).isEqualTo(new Handled("There is nothing in the answer that can be read aloud."));
    }

    @Test
    void moreThanAMessageMayHoldIsNotATurn() {
        assertThat(ask("a".repeat(UserTurn.MAXIMUM_LENGTH + 1)))
                .isEqualTo(new NotHandled("That is more than I can take in at once. Please say it in fewer words."));
        assertThat(script.turns).isEmpty();
    }

    @Test
    void aConversationsIdThatNobodyWouldGiveIsANewConversation() {
        for (String id : List.of(" ", "x".repeat(101))) {
            ask(new AssistRequest("hello", NONE, Optional.of(id), NONE, NONE));
        }

        assertThat(script.turns).extracting(UserTurn::conversation).containsOnly(NONE);
    }

    @Test
    void aProblemIsSaidAfterWhatThereIs() {
        script.problem = "The model went away.";
        script.says("The light is on.");
        assertThat(ask("turn on the light")).isEqualTo(new NotHandled("The light is on. The model went away."));

        script.says();
        assertThat(ask("turn on the light")).isEqualTo(new NotHandled("The model went away."));
    }

    @Test
    void whatCannotBeTakenInIsAnsweredInASentence() {
        script.refusal = Optional.of(new OverloadedException(Duration.ofSeconds(2)));
        assertThat(ask("hello")).isEqualTo(new NotHandled("Too many messages at once. Try again in a moment."));
        script.refusal = Optional.of(new StoreException("the disk is full"));
        assertThat(ask("olá, liga a luz"))
                .isInstanceOf(NotHandled.class)
                .extracting(AssistReply::text)
                .asString()
                .startsWith("Não consigo guardar nada neste momento");
        script.refusal = Optional.of(new IllegalStateException("broken"));
        assertThat(ask("hello")).isEqualTo(new NotHandled("Something went wrong on my side. Please try again."));
    }

    @Test
    void anAnswerThatTakesTooLongIsStopped() {
        AssistPipeline hurried =
                new AssistPipeline(script, new House(), new FakeHome(), Optional.empty(), Duration.ofMillis(20));
        script.says("Once upon");
        script.waits = true;

        AssistReply reply = hurried.answer(new AssistRequest("tell me a story", NONE, NONE, NONE, NONE))
                .await(pieces::add);

        assertThat(reply)
                .isEqualTo(new NotHandled(
                        "Once upon. This takes longer than two minutes, so I have stopped here. Please ask again."));
        assertThat(script.cancelled.getCount()).isZero();
    }

    @Test
    void whoeverLeavesStopsTheAnswer() throws InterruptedException {
        script.waits = true;
        AssistAnswer answer = agent.answer(new AssistRequest("tell me a story", NONE, NONE, NONE, NONE));
        Thread thread = Thread.startVirtualThread(() -> answer.await(pieces::add));
        script.running.await();

        answer.leave();
        thread.join();

        assertThat(script.left).isTrue();
    }

    @Test
    void whoeverLeftBeforeTheAnswerBeganStopsItToo() {
        script.waits = true;
        AssistAnswer answer = agent.answer(new AssistRequest("tell me a story", NONE, NONE, NONE, NONE));
        answer.leave();

        answer.await(pieces::add);

        assertThat(script.left).isTrue();
    }

    private AssistReply ask(String text) {
        return ask(new AssistRequest(text, NONE, NONE, NONE, NONE));
    }

    private AssistReply ask(AssistRequest request) {
        return agent.answer(request).await(pieces::add);
    }

    /// Turns that go as the test says.
    private static final class Script implements TurnStarter {
        final List<UserTurn> turns = new CopyOnWriteArrayList<>();
        final CountDownLatch running = new CountDownLatch(1);
        final CountDownLatch cancelled = new CountDownLatch(1);
        Optional<RuntimeException> refusal = Optional.empty();
        String problem = "";
        volatile boolean waits;
        volatile boolean left;
        private List<String> pieces = List.of();

        void says(String... texts) {
            pieces = List.of(texts);
        }

        @Override
        public RunningTurn begin(UserTurn turn) {
            refusal.ifPresent(problem -> {
                throw problem;
            });
            turns.add(turn);
            return new Scripted();
        }

        private final class Scripted implements RunningTurn {
            @Override
            public String id() {
                return "t";
            }

            @Override
            public String conversation() {
                return "c";
            }

            @Override
            public void run(TurnSink sink) {
                sink.accept(new TurnEvent.Accepted("t", "c"));
                pieces.forEach(piece -> sink.accept(new TurnEvent.Text(piece)));
                running.countDown();
                if (waits) {
                    try {
                        cancelled.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                if (!problem.isEmpty()) {
                    sink.accept(new TurnEvent.Problem("code", problem, true));
                }
                sink.accept(new TurnEvent.FinalText(String.join("", pieces)));
                sink.accept(new TurnEvent.Done(!waits && problem.isEmpty(), "t", "c", Map.of(), Map.of()));
            }

            @Override
            public void leave() {
                left = true;
                cancelled.countDown();
            }

            @Override
            public void cancel() {
                cancelled.countDown();
            }
        }
    }

    /// A satellite in the kitchen, one that was carried to the hall, and Ana's phone.
    private static final class House implements HomePlaces {
        @Override
        public Optional<PlacedDevice> device(String id) {
            return switch (id) {
                case "kitchen_device" -> Optional.of(new PlacedDevice("Kitchen satellite", Optional.of("kitchen")));
                case "phone" -> Optional.of(new PlacedDevice("Ana's phone", NONE));
                default -> Optional.empty();
            };
        }

        @Override
        public Optional<PlacedEntity> entity(EntityId id) {
            return switch (id.value()) {
                case "assist_satellite.kitchen" -> Optional.of(new PlacedEntity(Optional.of("kitchen_device"), NONE));
                case "assist_satellite.moved" ->
                    Optional.of(new PlacedEntity(Optional.of("kitchen_device"), Optional.of("hall")));
                default -> Optional.empty();
            };
        }

        @Override
        public Optional<String> user(String device) {
            return Optional.of("ana").filter(_ -> device.equals("phone"));
        }
    }
}
