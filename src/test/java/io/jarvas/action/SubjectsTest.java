package io.jarvas.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.home.EntityId;
import io.jarvas.home.ServiceCall;
import io.jarvas.language.Wish;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SubjectsTest {
    private final FakeHome home = new FakeHome()
            .area("kitchen", "Kitchen", "ground")
            .area("bed", "Quarto de dormir", "ground")
            .entity("media_player.a", "idle", Map.of(), "kitchen", List.of())
            .entity("media_player.b", "idle", Map.of(), "bed", List.of())
            .entity("tts.voice", "unknown")
            .services("script.good_night");

    @Test
    void theTargetsComeFirstAndThenWhatTheFieldsName() {
        assertThat(subjects("media_player.join", "media_player.a", Map.of("group_members", List.of("MEDIA_PLAYER.B"))))
                .containsExactly("media_player.a", "media_player.b");
    }

    @Test
    void aServiceWithoutATargetIsItsOwnSubjectWhateverItsFieldsName() {
        assertThat(subjects("script.good_night", "", Map.of("fields", Map.of("media_player.a", Map.of()))))
                .containsExactly("script.good_night", "media_player.a");
        assertThat(subjects("notify.notify", "", Map.of("message", "hi"))).containsExactly("notify.notify");
    }

    @Test
    void speechIsAboutThePlayers() {
        Map<String, Object> players = Map.of("media_player_entity_id", "media_player.a, media_player.b");
        assertThat(subjects("tts.speak", "tts.voice", players)).containsExactly("media_player.a", "media_player.b");
        assertThat(subjects("tts.speak", "", players)).containsExactly("media_player.a", "media_player.b");
        assertThat(subjects("tts.speak", "tts.voice", Map.of())).containsExactly("tts.voice");
    }

    @Test
    void anAreaCountsWhereTheFieldIsOfAreas() {
        assertThat(subjects(
                        "vacuum.clean_area",
                        "vacuum.v",
                        Map.of("cleaning_area_id", List.of("kitchen", "quarto de dormir"))))
                .containsExactly("vacuum.v", "kitchen", "bed");
        assertThat(subjects("todo.add_item", "todo.t", Map.of("item", "kitchen")))
                .containsExactly("todo.t");
    }

    @Test
    void whatIsNotThereIsNoSubject() {
        assertThat(subjects("todo.add_item", "todo.t", Map.of("item", "rua.augusta")))
                .containsExactly("todo.t");
    }

    @Test
    void anAreaIsMeantWhereItIsNamedOrAnythingInItIsMeant() {
        assertThat(unmeant("clean the kitchen, please", Set.of("vacuum.v"))).containsExactly("bed");
        assertThat(unmeant("limpa o quarto de dormir", Set.of("vacuum.v"))).containsExactly("kitchen");
        assertThat(unmeant("clean", Set.of("vacuum.v", "media_player.a"))).containsExactly("bed");
        assertThat(unmeant("clean kitchenware", Set.of())).containsExactly("vacuum.v", "kitchen", "bed");
    }

    @Test
    void anAreaThatIsLeftOutIsNotMeant() {
        assertThat(unmeant("clean the kitchen, but not the quarto de dormir", Set.of("vacuum.v", "media_player.a")))
                .containsExactly("bed");
        assertThat(unmeant("clean all but the kitchen, and the quarto de dormir twice", Set.of("vacuum.v")))
                .contains("kitchen");
    }

    private List<String> unmeant(String words, Set<String> meant) {
        Asking asking = new Asking(Doors.CONVERSATION, "t", words, Wish.ACTS, id -> meant.contains(id.value()));
        ServiceCall call = call("vacuum.clean_area", "vacuum.v", Map.of("cleaning_area_id", List.of("kitchen", "bed")));
        return Subjects.of(call, home.fresh().catalog())
                .unmeant(asking, home.fresh().catalog());
    }

    private List<String> subjects(String service, String target, Map<String, Object> data) {
        return Subjects.of(call(service, target, data), home.fresh().catalog()).values();
    }

    private static ServiceCall call(String service, String target, Map<String, Object> data) {
        int dot = service.indexOf('.');
        List<EntityId> targets =
                Stream.of(target).filter(id -> !id.isEmpty()).map(EntityId::new).toList();
        return new ServiceCall(service.substring(0, dot), service.substring(dot + 1), targets, data);
    }
}
