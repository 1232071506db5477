package io.jarvas.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.action.ActionOutcome.Already;
import io.jarvas.action.ActionOutcome.Denied;
import io.jarvas.action.ActionOutcome.Executed;
import io.jarvas.action.ActionOutcome.Failed;
import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.action.ActionOutcome.Failure.Reason;
import io.jarvas.action.ActionOutcome.Malformed;
import io.jarvas.action.ActionOutcome.NeedsConfirmation;
import io.jarvas.action.ActionOutcome.Sent;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeException;
import io.jarvas.home.ServiceCall;
import io.jarvas.home.ServiceResult;
import io.jarvas.json.Json;
import io.jarvas.reply.Action;
import io.jarvas.reply.Proposal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorCallTest {
    private static final CallRunner.Limits LONG =
            new CallRunner.Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(1));
    private static final CallRunner.Limits SHORT =
            new CallRunner.Limits(Duration.ofMillis(200), Duration.ofMillis(50), Duration.ofMillis(1));
    private static final ServiceResult DONE = new ServiceResult(Map.of());

    private final CountDownLatch over = new CountDownLatch(1);
    private final FakeHome home = new FakeHome()
            .floor("ground", "Rés do chão")
            .area("kitchen", "Cozinha", "ground")
            .area("hall", "Hall", "ground")
            .area("hall_2", "hall", "ground")
            .label("night", "Noite")
            .entity("light.a", "off", Map.of(), "kitchen", List.of("night"))
            .entity("light.b", "on", Map.of(), "kitchen", List.of())
            .entity("light.gone", "unavailable", Map.of())
            .entity("switch.s", "off", Map.of(), "kitchen", List.of())
            .entity("cover.blind", "closed", Map.of("current_position", 0))
            .entity("cover.garage", "closed", Map.of("device_class", "garage"))
            .entity("lock.door", "locked")
            .entity("button.b", "unknown")
            .entity("media_player.m", "idle")
            .entity("camera.front", "idle")
            .entity("scene.s", "unknown", Map.of("entity_id", List.of("light.a")))
            .services(
                    "light.turn_on",
                    "light.turn_off",
                    "light.toggle",
                    "switch.turn_on",
                    "switch.turn_off",
                    "cover.open_cover",
                    "lock.lock",
                    "cover.set_cover_position",
                    "cover.toggle",
                    "button.press",
                    "script.hidden",
                    "scene.turn_on",
                    "lock.unlock",
                    "homeassistant.turn_on",
                    "homeassistant.turn_off",
                    "homeassistant.toggle",
                    "homeassistant.restart",
                    "tts.speak",
                    "shopping_list.add_item",
                    "media_player.play_media",
                    "media_player.browse_media",
                    "recorder.get_statistics");

    @AfterEach
    void release() {
        over.countDown();
    }

    @Test
    void aLightThatTurnsOnIsExecuted() {
        home.answer = _ -> answerAfter(() -> home.set("light.a", "on"));
        assertThat(run(LONG, "light", "turn_on", "light.a")).isInstanceOfSatisfying(Executed.class, executed -> {
            assertThat(executed.changes()).singleElement().satisfies(change -> {
                assertThat(change.entity()).isEqualTo(new EntityId("light.a"));
                assertThat(change.before().value()).isEqualTo("off");
                assertThat(change.after().value()).isEqualTo("on");
            });
            assertThat(executed.already()).isEmpty();
        });
        assertThat(home.calls).containsExactly(new ServiceCall("light", "turn_on", ids("light.a"), Map.of()));
    }

    @Test
    void aProofThatComesBeforeTheAnswerIsEnough() {
        home.answer = _ -> {
            home.set("light.a", "on");
            FakeHome.await(over);
            return DONE;
        };
        assertThat(run(LONG, "light", "turn_on", "light.a")).isInstanceOf(Executed.class);
    }

    @Test
    void aProofThatComesAfterTheAnswerIsAwaited() {
        CountDownLatch answered = new CountDownLatch(1);
        home.answer = _ -> {
            Thread.ofVirtual().start(() -> {
                FakeHome.await(answered);
                home.set("light.a", "on");
            });
            answered.countDown();
            return DONE;
        };
        assertThat(run(LONG, "light", "turn_on", "light.a")).isInstanceOf(Executed.class);
    }

    @Test
    void aStateOnTheWayIsEnough() {
        home.answer = _ -> answerAfter(() -> home.set("cover.blind", "opening", Map.of("current_position", 0)));
        assertThat(run(LONG, "cover", "open_cover", "cover.blind")).isInstanceOf(Executed.class);
    }

    @Test
    void whatWasShownAndHoldsNoLongerIsUnchanged() {
        home.quiet = true;
        home.answer = _ -> {
            home.set("light.a", "on");
            home.set("light.a", "off");
            return DONE;
        };
        assertThat(run(SHORT, "light", "turn_on", "light.a")).isEqualTo(failed(Reason.UNCHANGED, "light.a", ""));
    }

    @Test
    void aProofThatFellBackWhileOthersWereAwaitedIsUnchanged() {
        home.set("light.b", "off");
        home.answer = _ -> {
            home.set("light.a", "on");
            home.set("light.a", "off");
            home.set("light.b", "on");
            return DONE;
        };
        assertThat(run(SHORT, "light", "turn_on", "light.a,light.b")).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failures()).containsExactly(new Failure(Reason.UNCHANGED, "light.a", ""));
            assertThat(failed.changes()).extracting(StateChange::entity).containsExactly(new EntityId("light.b"));
        });
    }

    @Test
    void anAssumedStateProvesNothingSoTheCallIsSent() {
        home.set("light.a", "off", Map.of("assumed_state", true));
        home.answer = _ -> answerAfter(() -> home.set("light.a", "on", Map.of("assumed_state", true)));
        assertThat(run(LONG, "light", "turn_on", "light.a")).isInstanceOf(Sent.class);
    }

    @Test
    void aRefusalShortlyAfterTheProofWinsOverIt() {
        home.answer = _ -> {
            home.set("light.a", "on");
            FakeHome.await(home.found);
            return refuse(HomeException.Code.REFUSED);
        };
        CallRunner.Limits patient =
                new CallRunner.Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
        assertThat(run(patient, "light", "turn_on", "light.a"))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.failures())
                                .containsExactly(new Failure(Reason.REFUSED, "light.a", "no")));
    }

    @Test
    void anErrorInAThreadEndsTheWaiting() {
        home.onAwait = () -> {
            throw new StackOverflowError();
        };
        home.answer = _ -> answerAfter(() -> home.set("light.a", "on"));
        assertThat(run(LONG, "light", "turn_on", "light.a")).isNotNull();
        home.onAwait = () -> {};
        home.answer = _ -> {
            throw new StackOverflowError();
        };
        assertThat(run(SHORT, "light", "turn_off", "light.b"))
                .isEqualTo(failed(Reason.UNVERIFIED, "light.b", "StackOverflowError"));
        assertThat(run(LONG, "button", "press", "button.b"))
                .isEqualTo(failed(Reason.UNVERIFIED, "button.b", "StackOverflowError"));
    }

    @Test
    void aHomeThatLetsNobodyGoDoesNotHoldTheTurn() {
        home.onAwait = () -> FakeHome.await(over);
        home.answer = _ -> {
            FakeHome.await(over);
            return DONE;
        };
        assertThat(run(SHORT, "light", "turn_on", "light.a"))
                .isEqualTo(failed(Reason.UNVERIFIED, "light.a", "no answer in time"));
    }

    @Test
    void aLightThatWasOnIsAlreadyAndTheCallIsSentNonetheless() {
        assertThat(run(LONG, "light", "turn_on", "light.b")).isEqualTo(new Already(ids("light.b")));
        assertThat(home.calls).hasSize(1);
    }

    @Test
    void aLightThatWasOnIsNotAlreadyWhereHomeAssistantRefuses() {
        home.answer = _ -> refuse(HomeException.Code.REFUSED);
        assertThat(run(LONG, "light", "turn_on", "light.b")).isEqualTo(failed(Reason.REFUSED, "light.b", "no"));
    }

    @Test
    void oneThatChangesAndOneThatWasSoAreExecutedAndAlready() {
        home.answer = _ -> answerAfter(() -> home.set("light.a", "on"));
        assertThat(run(LONG, "light", "turn_on", "light.a, light.b"))
                .isInstanceOfSatisfying(Executed.class, executed -> {
                    assertThat(executed.changes()).hasSize(1);
                    assertThat(executed.already()).isEqualTo(ids("light.b"));
                });
    }

    @Test
    void aServiceWithoutAStateIsSent() {
        home.answer = _ -> new ServiceResult(Map.of("a", 1));
        assertThat(run(LONG, "button", "press", "button.b")).isEqualTo(new Sent(Map.of("a", 1)));
        assertThat(run(LONG, "scene", "turn_on", "scene.s")).isInstanceOf(Sent.class);
        assertThat(run(LONG, Map.of("service", "shopping_list.add_item", "data", Map.of("name", "milk"))))
                .isInstanceOf(Sent.class);
    }

    @Test
    void aStateThatDoesNotComeIsUnchanged() {
        assertThat(run(SHORT, "light", "turn_on", "light.a")).isEqualTo(failed(Reason.UNCHANGED, "light.a", ""));
    }

    @Test
    void whatNeitherAnswersNorChangesIsUnverified() {
        home.answer = _ -> {
            FakeHome.await(over);
            return DONE;
        };
        assertThat(run(SHORT, "light", "turn_on", "light.a"))
                .isEqualTo(failed(Reason.UNVERIFIED, "light.a", "no answer in time"));
        assertThat(run(SHORT, "button", "press", "button.b"))
                .isEqualTo(failed(Reason.UNVERIFIED, "button.b", "no answer in time"));
        assertThat(run(SHORT, "light", "turn_on", "light.b"))
                .isEqualTo(failed(Reason.UNVERIFIED, "light.b", "no answer in time"));
    }

    @Test
    void aLightThatWasOnIsNotAlreadyWhereTheAnswerIsLost() {
        home.answer = _ -> refuse(HomeException.Code.ANSWER_LOST);
        assertThat(run(LONG, "light", "turn_on", "light.b")).isEqualTo(failed(Reason.UNVERIFIED, "light.b", "no"));
    }

    @Test
    void aLateAnswerIsAwaitedWhereOnlyItCanTell() {
        home.answer = _ -> {
            FakeHome.await(over);
            return DONE;
        };
        CallRunner.Limits limits =
                new CallRunner.Limits(Duration.ofSeconds(20), Duration.ofMillis(1), Duration.ofMillis(1));
        CompletableFuture<ActionOutcome> outcome =
                CompletableFuture.supplyAsync(() -> run(limits, "light", "turn_on", "light.b"));
        await().until(() -> !home.calls.isEmpty());
        assertThat(outcome.copy()
                        .completeOnTimeout(new Sent(Map.of()), 50, TimeUnit.MILLISECONDS)
                        .join())
                .isInstanceOf(Sent.class);
        over.countDown();
        assertThat(outcome.join()).isEqualTo(new Already(ids("light.b")));
    }

    @Test
    void whatCannotBeSwitchedIsNamed() {
        assertThat(run(LONG, "homeassistant", "turn_off", "cover.blind"))
                .isEqualTo(failed(Reason.REFUSED, "cover.blind", "cannot be switched"));
    }

    @Test
    void aRefusalIsFailedWithHomeAssistantsWords() {
        home.answer = _ -> refuse(HomeException.Code.REFUSED);
        assertThat(run(LONG, "light", "turn_on", "light.a")).isEqualTo(failed(Reason.REFUSED, "light.a", "no"));
    }

    @Test
    void aRefusalThatIsThereWinsOverAProof() {
        home.quiet = true;
        home.answer = _ -> {
            home.set("light.a", "on");
            throw new HomeException(HomeException.Code.REFUSED, "no");
        };
        assertThat(run(LONG, "light", "turn_on", "light.a")).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failures()).containsExactly(new Failure(Reason.REFUSED, "light.a", "no"));
            assertThat(failed.changes()).hasSize(1);
        });
    }

    @Test
    void aRefusalAfterOnePartChangedNamesTheOther() {
        home.set("light.b", "off");
        home.quiet = true;
        home.answer = _ -> {
            home.set("light.a", "on");
            throw new HomeException(HomeException.Code.REFUSED, "no");
        };
        assertThat(run(LONG, "light", "turn_on", "light.a,light.b"))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.failures())
                                .containsExactly(new Failure(Reason.REFUSED, "light.b", "no")));
    }

    @Test
    void aCallThatNeverLeftIsUnreachable() {
        home.answer = _ -> refuse(HomeException.Code.UNREACHABLE);
        assertThat(run(LONG, "light", "turn_on", "light.a")).isEqualTo(failed(Reason.UNREACHABLE, "light.a", "no"));
        home.away = true;
        assertThat(run(LONG, "light", "turn_on", "light.a"))
                .isEqualTo(failed(Reason.UNREACHABLE, "light.turn_on", "gone"));
    }

    @Test
    void aLostAnswerStillAwaitsTheProof() {
        CountDownLatch lost = new CountDownLatch(1);
        home.answer = _ -> {
            Thread.ofVirtual().start(() -> {
                FakeHome.await(lost);
                home.set("light.a", "on");
            });
            lost.countDown();
            return refuse(HomeException.Code.ANSWER_LOST);
        };
        assertThat(run(LONG, "light", "turn_on", "light.a")).isInstanceOf(Executed.class);
        home.set("light.a", "off");
        home.answer = _ -> refuse(HomeException.Code.ANSWER_LOST);
        assertThat(run(SHORT, "light", "turn_on", "light.a")).isEqualTo(failed(Reason.UNVERIFIED, "light.a", "no"));
    }

    @Test
    void anUnavailableTargetFailsAndTheOthersAreDone() {
        home.answer = _ -> answerAfter(() -> home.set("light.a", "on"));
        assertThat(run(LONG, "light", "turn_on", "light.a,light.gone")).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failures()).containsExactly(new Failure(Reason.UNAVAILABLE, "light.gone", ""));
            assertThat(failed.changes()).hasSize(1);
        });
        assertThat(home.calls.getFirst().targets()).isEqualTo(ids("light.a"));
    }

    @Test
    void anUnavailableTargetAloneIsNotCalled() {
        assertThat(run(LONG, "light", "turn_on", "light.gone")).isEqualTo(failed(Reason.UNAVAILABLE, "light.gone", ""));
        assertThat(home.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"domain\":\"light\",\"service\":\"turn_on\",\"data\":{\"entity_id\":\"light.nope\"}}",
                "{\"domain\":\"light\",\"service\":\"turn_on\",\"data\":{\"entity_id\":[\"light.a\",\"light.nope\"]}}",
                "{\"domain\":\"light\",\"service\":\"turn_on\",\"data\":{\"entity_id\":\"Kitchen light\"}}",
                "{\"domain\":\"light\",\"service\":\"turn_on\",\"data\":{\"area_id\":\"nowhere\"}}",
                "{\"domain\":\"light\",\"service\":\"turn_on\",\"data\":{\"area_id\":\"Hall x\"}}",
                "{\"domain\":\"light\",\"service\":\"fly\",\"data\":{\"entity_id\":\"light.a\"}}",
                "{\"domain\":\"lock\",\"service\":\"unlock\",\"data\":{\"entity_id\":\"lock.nope\"}}",
                "{\"domain\":\"tts\",\"service\":\"speak\",\"data\":{\"media_player_entity_id\":\"media_player.hidden\"}}",
                "{\"service\":\"script.hidden\"}",
                "{\"service\":\"recorder.get_statistics\",\"data\":{\"statistic_ids\":[\"sensor.hidden\"]}}",
                "{\"service\":\"light.turn_on\",\"entity_id\":\"light.a\",\"any\":{\"x\":[\"light.b, LIGHT.Hidden\"]}}",
                "{\"service\":\"light.turn_on\",\"entity_id\":\"light.a\",\"any\":{\"lock.hidden\":1}}",
                "{\"service\":\"media_player.play_media\",\"entity_id\":\"media_player.m\",\"media_content_id\":\"media-source://camera/camera.hidden\"}",
                "{\"service\":\"media_player.browse_media\",\"entity_id\":\"media_player.m\",\"media_content_id\":\"media-source://camera\"}",
                "{\"service\":\"media_player.play_media\",\"entity_id\":\"media_player.m\",\"media\":{\"media_content_id\":\"media-source://image/image.hidden\"}}"
            })
    void whatIsNotExposedDoesNotExistAndNothingIsCalled(String arguments) {
        assertThat(run(LONG, Json.object(arguments)))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed ->
                                assertThat(failed.failures()).allMatch(failure -> failure.reason() == Reason.UNKNOWN));
        assertThat(home.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"service\":\"shopping_list.add_item\",\"data\":{\"name\":\"e.g. 3.5\"}}",
                "{\"service\":\"shopping_list.add_item\",\"data\":{\"name\":\"rua.augusta\",\"x\":null}}",
                "{\"service\":\"shopping_list.add_item\",\"data\":{\"name\":\"milk, light.a\"}}",
                "{\"service\":\"media_player.play_media\",\"entity_id\":\"media_player.m\",\"media_content_id\":\"media-source://radio_browser/e.g. one\"}"
            })
    void textThatNamesNothingHiddenIsSent(String arguments) {
        assertThat(run(LONG, Json.object(arguments))).isInstanceOf(Sent.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"domain\":\"light\"}",
                "{\"service\":\"turn_on\"}",
                "{\"domain\":\"switch\",\"service\":\"light.turn_on\",\"entity_id\":\"light.a\"}",
                "{\"domain\":\"light\",\"service\":\"turn_on\"}",
                "{\"domain\":\"light\",\"service\":\"turn_on\",\"data\":{\"entity_id\":[]}}",
                "{\"domain\":\"light\",\"service\":\"turn_on\",\"data\":{\"entity_id\":5}}",
                "{\"domain\":\"light\",\"service\":\"turn_on\",\"data\":[]}",
                "{\"domain\":\"light\",\"service\":\"turn_on\",\"data\":{\"device_id\":\"abc\",\"entity_id\":\"light.a\"}}",
                "{\"domain\":\"light\",\"service\":\"turn_on\",\"data\":{\"entity_id\":\"light.a\",\"x\":1},\"x\":2}",
                "{\"domain\":\"light\",\"service\":\"turn_on\",\"data\":{\"entity_id\":\"switch.s\"}}"
            })
    void whatMakesNoSenseIsMalformedAndNothingIsCalled(String arguments) {
        assertThat(run(LONG, Json.object(arguments))).isInstanceOf(Malformed.class);
        assertThat(home.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"domain\":\"light\",\"service\":\"turn_on\",\"data\":{\"area_id\":\"kitchen\"}}",
                "{\"domain\":\"light\",\"service\":\"turn_on\",\"data\":{\"area_id\":\"cozinha\"}}",
                "{\"service\":\"light.turn_on\",\"target\":{\"area_id\":[\"kitchen\"]}}",
                "{\"service\":\"light.turn_on\",\"entity_id\":[\"light.a\",\"light.b\"]}",
                "{\"domain\":\"light\",\"service\":\"light.turn_on\",\"floor_id\":\"Rés do chão\"}",
                "{\"service\":\"light.turn_on\",\"label_id\":\"noite\",\"entity_id\":\"LIGHT.B\"}"
            })
    void targetsAreFoundWhereverTheyStand(String arguments) {
        home.answer = _ -> answerAfter(() -> home.set("light.a", "on"));
        assertThat(run(LONG, Json.object(arguments))).isInstanceOf(Executed.class);
        assertThat(home.calls)
                .containsExactly(new ServiceCall("light", "turn_on", ids("light.a", "light.b"), Map.of()));
    }

    @Test
    void allMeansAllExposedEntitiesOfTheDomain() {
        run(SHORT, "light", "turn_on", "all");
        assertThat(home.calls.getFirst().targets()).isEqualTo(ids("light.a", "light.b"));
    }

    @Test
    void aGenericServiceReachesWhatHasItInAnArea() {
        run(SHORT, Map.of("service", "homeassistant.turn_on", "area_id", "kitchen"));
        assertThat(home.calls.getFirst().targets()).isEqualTo(ids("light.a", "light.b", "switch.s"));
    }

    @Test
    void fieldsStayAndTargetsLeaveThem() {
        run(
                SHORT,
                Json.object(
                        "{\"service\":\"light.turn_on\",\"data\":{\"entity_id\":\"light.a\",\"brightness_pct\":40},\"transition\":1}"));
        assertThat(home.calls.getFirst().data()).isEqualTo(Map.of("brightness_pct", 40, "transition", 1));
    }

    @Test
    void theForbiddenAndTheRiskyAreDeniedAndNothingIsCalled() {
        assertThat(run(LONG, Map.of("service", "homeassistant.restart")))
                .isEqualTo(new Denied(Denied.Reason.NEVER, List.of("homeassistant.restart")));
        assertThat(run(LONG, Map.of("service", "shell_command.x"))).isInstanceOf(Denied.class);
        assertThat(run(LONG, "lock", "unlock", "lock.door"))
                .isInstanceOfSatisfying(
                        NeedsConfirmation.class,
                        question -> assertThat(question.subjects()).containsExactly("lock.door"));
        assertThat(run(LONG, "homeassistant", "toggle", "cover.garage"))
                .isInstanceOfSatisfying(
                        NeedsConfirmation.class,
                        question -> assertThat(question.subjects()).containsExactly("cover.garage"));
        assertThat(home.calls).isEmpty();
    }

    @Test
    void theDoorKnowsItsToolsByName() {
        Tool.Reading broken = new Tool.Reading() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public ActionOutcome read(Map<String, Object> arguments, Asking asking) {
                throw new IllegalStateException("oh");
            }
        };
        Door door = Doors.of(home, home, LONG, List.of(broken), Optional.empty(), Clock.systemUTC());
        assertThat(door.propose("1", new Proposal.Unreadable("x", "why"), Doors.acting()))
                .isEqualTo(new Malformed("why"));
        assertThat(door.propose("2", new Proposal.Readable(new Action("nope", Map.of())), Doors.acting()))
                .isEqualTo(failed(Reason.UNKNOWN, "nope", "no such tool"));
        assertThat(door.propose("3", new Proposal.Readable(new Action("broken", Map.of())), Doors.acting()))
                .isEqualTo(failed(Reason.UNVERIFIED, "broken", "IllegalStateException"));
    }

    private ActionOutcome run(CallRunner.Limits limits, Map<String, Object> arguments) {
        Door door = Doors.of(home, home, limits, List.of(), Optional.empty(), Clock.systemUTC());
        return door.propose("x", new Proposal.Readable(new Action(Door.CALL, arguments)), Doors.acting());
    }

    private ActionOutcome run(CallRunner.Limits limits, String domain, String service, String entities) {
        return run(limits, Map.of("domain", domain, "service", service, "data", Map.of("entity_id", entities)));
    }

    private static ServiceResult answerAfter(Runnable effect) {
        effect.run();
        return DONE;
    }

    private static ServiceResult refuse(HomeException.Code code) {
        throw new HomeException(code, "no");
    }

    private static List<EntityId> ids(String... ids) {
        return List.of(ids).stream().map(EntityId::new).toList();
    }

    private static Failed failed(Reason reason, String subject, String detail) {
        return new Failed(List.of(new Failure(reason, subject, detail)), List.of());
    }
}
