package io.jarvas.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.MovedClock;
import io.jarvas.action.ActionOutcome.Already;
import io.jarvas.action.ActionOutcome.Denied;
import io.jarvas.action.ActionOutcome.Executed;
import io.jarvas.action.ActionOutcome.Failed;
import io.jarvas.action.ActionOutcome.Sent;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeException;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.ServiceCall;
import io.jarvas.home.ServiceResult;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UndoTest {
    private static final Map<String, Object> GREEN = Map.of(
            "brightness",
            180,
            "color_mode",
            "hs",
            "hs_color",
            List.of(120, 100),
            "rgb_color",
            List.of(0, 255, 0),
            "supported_color_modes",
            List.of("hs"));

    private final MovedClock clock = new MovedClock(Instant.EPOCH);
    private final FakeHome home = new FakeHome()
            .entity("light.a", "on", GREEN)
            .entity("light.b", "on")
            .entity("light.group", "on", Map.of("entity_id", List.of("light.a", "light.b")))
            .entity("lock.a", "unlocked")
            .entity("cover.garage", "open", Map.of("device_class", "garage"))
            .entity("alarm_control_panel.a", "disarmed")
            .entity("valve.v", "open", Map.of("current_position", 30))
            .entity("fan.f", "off", Map.of("direction", "forward"))
            .entity("media_player.m", "playing", Map.of("volume_level", 0.5, "shuffle", false))
            .entity("climate.c", "heat", Map.of("temperature", 20, "current_temperature", 18))
            .entity("date.d", "2026-01-01")
            .entity("button.b", "2026-01-01T00:00:00")
            .entity("scene.s", "x", Map.of("entity_id", List.of("light.a", "light.b")))
            .entity("todo.t", "1")
            .services("scene.apply");

    private Undo undo = undo(new Policy());

    private Undo undo(Policy policy) {
        return new Undo(
                home,
                new CallRunner(
                        home,
                        home,
                        new CallRunner.Limits(Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofMillis(1))),
                policy,
                clock);
    }

    /// Home Assistant does what it is told: a scene's states hold at once, and so does the state of a service.
    private void obedient() {
        home.answer = call -> {
            if (call.data().get("entities") instanceof Map<?, ?> entities) {
                entities.forEach((id, wanted) -> {
                    Map<String, Object> attributes = new LinkedHashMap<>();
                    ((Map<?, ?>) wanted).forEach((name, value) -> attributes.put(String.valueOf(name), value));
                    Object state = attributes.remove("state");
                    home.set(String.valueOf(id), String.valueOf(state), attributes);
                });
            }
            return new ServiceResult(Map.of());
        };
    }

    /// What was done: a call, and the state it left each of these in.
    private Undo.Done.Called done(String service, Map<String, Object> data, String target, Map<String, String> left) {
        HomeSnapshot before = home.fresh();
        List<StateChange> changes = left.entrySet().stream()
                .map(entry -> {
                    EntityId id = new EntityId(entry.getKey());
                    home.set(
                            entry.getKey(),
                            entry.getValue(),
                            before.state(id).orElseThrow().attributes());
                    return new StateChange(
                            id,
                            before.state(id).orElseThrow(),
                            home.fresh().state(id).orElseThrow());
                })
                .toList();
        List<EntityId> targets = target.isEmpty()
                ? List.of()
                : Stream.of(target.split(",")).map(EntityId::new).toList();
        int dot = service.indexOf('.');
        Undo.Done.Called done = new Undo.Done.Called(
                "a" + undo.newest(Doors.CONVERSATION).size(),
                Doors.acting(),
                new ServiceCall(service.substring(0, dot), service.substring(dot + 1), targets, data),
                before,
                changes.isEmpty() ? new Sent(Map.of()) : new Executed(changes, List.of(), Map.of()),
                clock.instant());
        undo.keep(done);
        return done;
    }

    private Undo.Done.Called done(String service, String target, String state) {
        return done(service, Map.of(), target, Map.of(target, state));
    }

    private ActionOutcome back(Undo.Done.Called done) {
        return switch (undo.way(done)) {
            case Undo.Way.Back(var _, var _, var effect) -> effect.get();
            case Undo.Way.None(ActionOutcome outcome) -> outcome;
        };
    }

    private static ServiceCall apply(String id, Map<String, Object> state) {
        return new ServiceCall("scene", "apply", List.of(), Map.of("entities", Map.of(id, state)));
    }

    @Test
    void aLightComesBackWithItsBrightnessAndTheColourInUse() {
        obedient();
        Undo.Done.Called done = done("light.turn_off", "light.a", "off");

        assertThat(back(done))
                .isInstanceOfSatisfying(
                        Executed.class,
                        executed -> assertThat(executed.changes())
                                .singleElement()
                                .satisfies(change ->
                                        assertThat(change.after().value()).isEqualTo("on")));

        assertThat(home.calls)
                .containsExactly(apply(
                        "light.a",
                        Map.of("state", "on", "color_mode", "hs", "brightness", 180, "hs_color", List.of(120, 100))));
    }

    @Test
    void whatDoesNotComeBackIsNotClaimed() {
        Undo.Done.Called done = done("light.turn_off", "light.b", "off");
        undo = new Undo(
                home,
                new CallRunner(
                        home,
                        home,
                        new CallRunner.Limits(Duration.ofMillis(200), Duration.ofMillis(50), Duration.ofMillis(1))),
                new Policy(),
                clock);

        assertThat(back(done)).isInstanceOf(Failed.class);
    }

    @Test
    void theMembersOfAGroupComeBackEachAsItWas() {
        obedient();
        home.set("light.b", "off");
        Undo.Done.Called done = done("light.turn_off", Map.of(), "light.group", Map.of("light.group", "off"));
        home.set("light.a", "off");

        assertThat(back(done)).isInstanceOf(Executed.class);
        assertThat(home.calls)
                .containsExactly(apply(
                        "light.a",
                        Map.of("state", "on", "color_mode", "hs", "brightness", 180, "hs_color", List.of(120, 100))));
    }

    @Test
    void ofASceneComesBackWhatItChanged() {
        obedient();
        Undo.Done.Called done = done("scene.turn_on", Map.of(), "scene.s", Map.of());
        home.set("light.b", "off");

        assertThat(back(done)).isInstanceOf(Executed.class);
        assertThat(home.calls).containsExactly(apply("light.b", Map.of("state", "on")));
    }

    @Test
    void ofWhatCameAboutInPartComesBackThatPart() {
        obedient();
        Undo.Done.Called whole = done("light.turn_off", Map.of(), "light.a,light.b", Map.of("light.b", "off"));
        Undo.Done.Called done = new Undo.Done.Called(
                "p",
                whole.asking(),
                whole.call(),
                whole.before(),
                new Failed(
                        List.of(new ActionOutcome.Failure(ActionOutcome.Failure.Reason.UNCHANGED, "light.a", "")),
                        whole.outcome().changed()),
                whole.at());

        back(done);

        assertThat(home.calls).containsExactly(apply("light.b", Map.of("state", "on")));
    }

    @ParameterizedTest
    @CsvSource({
        "lock.lock, lock.a, locked, lock.unlock",
        "cover.close_cover, cover.garage, closed, scene.apply",
        "alarm_control_panel.alarm_arm_away, alarm_control_panel.a, armed_away, alarm_control_panel.alarm_disarm",
        "valve.close_valve, valve.v, closed, valve.set_valve_position"
    })
    void undoingIsJudgedAsWhatItDoes(String service, String entity, String left, String back) {
        Undo.Done.Called done = done(service, entity, left);

        assertThat(undo.way(done))
                .isInstanceOfSatisfying(
                        Undo.Way.Back.class,
                        way -> assertThat(way.verdict()).isEqualTo(new Verdict.Risky(List.of(entity))));
        assertThat(home.calls).isEmpty();
        home.answer = _ -> {
            throw new HomeException(HomeException.Code.REFUSED, "not today");
        };
        assertThat(back(done)).isInstanceOf(Failed.class);
        assertThat(home.calls).extracting(ServiceCall::id).containsExactly(back);
    }

    @Test
    void theCodeOfTheCallTakesItBackToo() {
        home.answer = _ -> {
            home.set("alarm_control_panel.a", "disarmed");
            return new ServiceResult(Map.of());
        };
        Undo.Done.Called done = done(
                "alarm_control_panel.alarm_arm_away",
                Map.of("code", "1234"),
                "alarm_control_panel.a",
                Map.of("alarm_control_panel.a", "armed_away"));

        assertThat(back(done)).isInstanceOf(Executed.class);
        assertThat(home.calls)
                .containsExactly(new ServiceCall(
                        "alarm_control_panel",
                        "alarm_disarm",
                        List.of(new EntityId("alarm_control_panel.a")),
                        Map.of("code", "1234")));
    }

    @Test
    void whatTheOwnerForbidsIsNotUndone() {
        undo = undo(new Policy(new OwnerRules(List.of(), List.of("light.a")), _ -> Optional.empty()));

        assertThat(back(done("light.turn_off", "light.a", "off")))
                .isEqualTo(new Denied(Denied.Reason.NEVER, List.of("light.a")));
    }

    @ParameterizedTest
    @CsvSource({"button.press, button.b", "tts.speak, ''", "media_player.media_seek, media_player.m"})
    void whatCannotBeTakenBackIsSaidToBeFinal(String service, String target) {
        Undo.Done.Called done = done(service, Map.of(), target, Map.of());

        assertThat(back(done))
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.reason()).isEqualTo(Denied.Reason.FINAL));
        assertThat(home.calls).isEmpty();
    }

    @Test
    void aButtonShowsNoWayBackBefore() {
        assertThat(Undo.possible(done("button.press", Map.of(), "button.b", Map.of())))
                .isFalse();
        assertThat(Undo.possible(done("light.turn_off", "light.a", "off"))).isTrue();
        assertThat(Undo.possible(done("todo.add_item", Map.of("item", "Milk"), "todo.t", Map.of())))
                .isTrue();
    }

    @Test
    void whatShowsInNoStateComesBackByItsOpposite() {
        Undo.Done.Called done =
                done("todo.add_item", Map.of("item", "Milk", "due_date", "2026-12-01"), "todo.t", Map.of());

        assertThat(back(done)).isInstanceOf(Sent.class);
        assertThat(home.calls)
                .containsExactly(new ServiceCall(
                        "todo", "remove_item", List.of(new EntityId("todo.t")), Map.of("item", "Milk")));
    }

    @Test
    void whatSomebodyChangedSinceStaysAsItIs() {
        obedient();
        Undo.Done.Called done = done("climate.set_hvac_mode", "climate.c", "cool");
        home.set("climate.c", "off");

        assertThat(back(done)).isEqualTo(new Denied(Denied.Reason.CHANGED, List.of("climate.c")));
        assertThat(home.calls).isEmpty();
    }

    @Test
    void whatSomebodyTookBackIsAlreadyAsItWas() {
        Undo.Done.Called done = done("light.turn_off", "light.b", "off");
        home.set("light.b", "on");

        assertThat(back(done)).isEqualTo(new Already(List.of(new EntityId("light.b"))));
    }

    @Test
    void whatHasArrivedSinceWasNotChangedBySomebody() {
        obedient();
        Undo.Done.Called done = done("cover.close_cover", "cover.garage", "closing");
        home.set("cover.garage", "closed");

        assertThat(undo.way(done)).isInstanceOf(Undo.Way.Back.class);
    }

    @Test
    void anAttributeAloneComesBackByItsOwnService() {
        Undo.Done.Called done =
                done("media_player.volume_set", Map.of("volume_level", 0.9), "media_player.m", Map.of());
        home.set("media_player.m", "playing", Map.of("volume_level", 0.9, "shuffle", false));
        home.answer = _ -> {
            home.set("media_player.m", "playing", Map.of("volume_level", 0.5, "shuffle", false));
            return new ServiceResult(Map.of());
        };

        assertThat(back(done)).isInstanceOf(Executed.class);
        assertThat(home.calls)
                .containsExactly(new ServiceCall(
                        "media_player",
                        "volume_set",
                        List.of(new EntityId("media_player.m")),
                        Map.of("volume_level", 0.5)));
    }

    @Test
    void afterAYesOnlyWhatWasJudgedComesBack() {
        Undo.Done.Called done = done("lock.lock", "lock.a", "locked");
        Undo.Way.Back way = (Undo.Way.Back) undo.way(done);
        home.set("lock.a", "unlocked");

        assertThat(way.effect().get())
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.reason()).isEqualTo(Denied.Reason.CHANGED));
        assertThat(home.calls).isEmpty();
    }

    @Test
    void itIsKeptForFiveMinutes() {
        Undo.Done.Called done = done("light.turn_off", "light.a", "off");
        clock.move(Undo.LIFE.minusMillis(1));
        assertThat(undo.find(done.id())).contains(done);
        clock.move(Duration.ofMillis(1));
        assertThat(undo.find(done.id())).isEmpty();
        assertThat(undo.take(done)).isFalse();
    }

    @Test
    void nobodyUndoesTheSameTwice() {
        Undo.Done.Called done = done("light.turn_off", "light.a", "off");
        assertThat(undo.take(done)).isTrue();
        assertThat(undo.take(done)).isFalse();
    }

    @Test
    void theNewestTurnComesBackTheNewestFirst() {
        Undo.Done.Called first = done("light.turn_off", "light.a", "off");
        Undo.Done.Called second = done("light.turn_off", "light.b", "off");

        assertThat(undo.newest(Doors.CONVERSATION)).containsExactly(second, first);
    }
}
