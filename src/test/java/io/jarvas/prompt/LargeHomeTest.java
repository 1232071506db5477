package io.jarvas.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.History;
import io.jarvas.home.Area;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeConfig;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.llm.ChatMessage;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Homes that do not fit into the model's window.
class LargeHomeTest {
    private static final String[] AREAS = {"Kitchen", "Bedroom", "Office", "Garage", "Hall"};
    private static final EntityId LAMP = new EntityId("light.office_reading_lamp");

    private final PromptBuilder builder = new PromptBuilder(Optional.empty());
    private final Talk talk = new Talk(builder);
    private final HomeSnapshot home = home(1_000, 5);

    @Test
    void theBeginningHoldsPlacesAndCounts() {
        Opening opening = builder.opening(Optional.of(home), History.EMPTY, Homes.WINDOW);
        String system = opening.messages().getFirst().content();

        assertThat(opening.form()).isEqualTo(HomeForm.INDEX);
        assertThat(system)
                .contains("\n# Office: 101 light, 100 switch\n")
                .contains("light: turn_on(")
                .doesNotContain("light.office")
                .doesNotContain("STATES\n");
        assertThat(opening.parts().beginning()).isEqualTo(system.length());
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 300, 3_000})
    void howeverManyPlacesThereAreTheIndexStaysWithinTheHomesShare(int areas) {
        Opening opening = builder.opening(Optional.of(home(5_000, areas)), History.EMPTY, Homes.WINDOW);

        assertThat(Homes.WINDOW.tokensOf(opening.parts().beginning())).isLessThanOrEqualTo(Homes.WINDOW.home());
        if (areas == 3_000) {
            assertThat(opening.messages().getFirst().content()).containsPattern("# and \\d+ areas more\n");
        }
    }

    @Test
    void theEntitiesThatTheWordsAreAboutComeWithTheTurn() {
        Prompt prompt = talk.turn(home, "is the reading lamp in the office on?", "Yes.");

        assertThat(prompt.newest().content())
                .contains("\n[light.office_reading_lamp | lâmpada de leitura | Office | on, 71 %]\n")
                .endsWith("\nis the reading lamp in the office on?");
        assertThat(prompt.newest().content().lines().filter(line -> line.startsWith("[light.")))
                .hasSizeLessThanOrEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({"turn on the light", "acende as luzes"})
    void ofWhatIsNamedByItsKindAloneThoseOfTheRoomComeInWhichItWasSaid(String words) {
        String told = talk.heard(home, "a3", words, "Done.").newest().content();

        assertThat(told).contains("\n[said aloud in: Garage. ");
        List<String> brought =
                told.lines().filter(line -> line.startsWith("[light.")).toList();
        assertThat(brought.getFirst()).endsWith("| Garage | off]");
        assertThat(brought)
                .hasSize(20)
                .filteredOn(line -> line.contains("| Garage |"))
                .hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void anotherRoomThatIsNamedComesInItsPlace() {
        assertThat(talk.heard(home, "a3", "turn on the bedroom lights", "Done.")
                        .newest()
                        .content())
                .contains("| Bedroom | off]")
                .doesNotContain("| Garage |");
    }

    @Test
    void anEntityComesOnceAndThenOnlyItsChanges() {
        talk.turn(home, "turn on the reading lamp in the office", "Done.");

        assertThat(talk.turn(home, "the reading lamp again", "Done.").newest().content())
                .doesNotContain("light.office_reading_lamp");
        HomeSnapshot off = Homes.with(home, LAMP, Homes.state("off", Map.of()));
        assertThat(talk.turn(off, "thanks", "Done.").newest().content())
                .contains("[changed: light.office_reading_lamp: off]");
        assertThat(talk.turn(home, "what is the time?", "Late.").newest().content())
                .contains("[changed: light.office_reading_lamp: on, 71 %]");
    }

    @Test
    void wordsThatAreAboutNothingInTheHomeAreSaidToFindNothing() {
        assertThat(talk.turn(home, "fire the photon torpedoes", "No.").newest().content())
                .contains("\n[found: nothing]\n");
    }

    @ParameterizedTest
    @CsvSource({
        "and now off again please, false",
        "e agora desliga outra vez, false",
        "thanks, false",
        "fire the photon torpedoes, true",
        "liga o submarino, true"
    })
    void inAConversationAboutALampOnlyWhatNamesSomethingElseFindsNothing(String words, boolean nothing) {
        talk.turn(home, "turn on the reading lamp in the office", "Done.");

        assertThat(talk.turn(home, words, "Done.").newest().content().contains("[found: nothing]"))
                .isEqualTo(nothing);
    }

    @Test
    void whatTheConversationWasAboutComesAgainAfterACut() {
        talk.turn(
                home,
                "turn on the reading lamp in the office",
                "ACTION: {\"entity_id\": \"light.office_reading_lamp\"}");
        for (int i = 0; i < 6; i++) {
            talk.turn(home, "hello", "Hi.");
        }
        List<ChatMessage> cut = talk.turn(home, "hello", "Hi.").request().messages();

        assertThat(cut).hasSize(10);
        assertThat(cut.getLast().content()).contains("[light.office_reading_lamp | ");
    }

    @Test
    void whatWasAskedAboutInWordsAloneComesAgainAfterACutToo() {
        for (String words : List.of(
                "is the reading lamp in the office on?",
                "how bright is the reading lamp?",
                "which room is the reading lamp in?",
                "is the reading lamp still on?",
                "is it dim?",
                "is the reading lamp bright enough for reading?",
                "and the reading lamp now?")) {
            talk.turn(home, words, "Yes, the reading lamp.");
        }

        Prompt cut = talk.turn(home, "turn it off", "Yes.");

        assertThat(cut.cut()).isTrue();
        assertThat(cut.newest().content()).contains("[light.office_reading_lamp | ");
        assertThat(brought(cut)).hasSizeLessThanOrEqualTo(12);
        assertThat(brought(talk.turn(home, "thanks", "Yes."))).isEmpty();
    }

    @Test
    void afterACutTheLikeliestOfEachMessageComesAgainBeforeTheRest() {
        talk.turn(home, "is the reading lamp in the office on?", "Yes.");
        talk.turn(home, "the lights in the garage", "They are off.");
        talk.turn(home, "the switches in the hall", "They are off.");
        for (int i = 0; i < 4; i++) {
            talk.turn(home, "hello", "Hi.");
        }

        Prompt cut = talk.turn(home, "hello", "Hi.");

        assertThat(brought(cut)).hasSize(12).anyMatch(line -> line.startsWith("[light.office_reading_lamp | "));
        assertThat(brought(cut).getFirst()).contains("Hall").startsWith("[switch.");
    }

    private static List<String> brought(Prompt prompt) {
        return prompt.newest()
                .content()
                .lines()
                .filter(line -> line.contains(" | "))
                .toList();
    }

    @Test
    void whatAnActionReachedIsToldThoughItWasNeverBrought() {
        EntityId other = new EntityId("light.device_0001");
        talk.turn(home, "hello", "ACTION");
        talk.noted(
                "",
                Map.of(other, Homes.state("on", Map.of())),
                Map.of(new EntityId("switch.device_0005"), Homes.state("off", Map.of())));
        HomeSnapshot lit = Homes.with(home, other, Homes.state("on", Map.of()));

        assertThat(talk.turn(lit, "thanks", "Yes.").newest().content())
                .contains("[changed: light.device_0001: on; switch.device_0005: off]\n");
        assertThat(talk.turn(home, "thanks", "Yes.").newest().content())
                .contains("[changed: light.device_0001: off]\n");
    }

    @Test
    void anEntityThatGotAnotherNameOrPlaceIsBroughtAgain() {
        talk.turn(home, "is the reading lamp in the office on?", "Yes.");
        HomeSnapshot renamed = with(home, entity(LAMP, "Piano Lamp", List.of(), "a1"));

        assertThat(talk.turn(renamed, "thanks", "Yes.").newest().content())
                .contains("[light.office_reading_lamp | Piano Lamp | Bedroom | on, 71 %]\n");
        assertThat(talk.turn(renamed, "is the piano lamp on?", "Yes.").newest().content())
                .doesNotContain("light.office_reading_lamp");
    }

    @Test
    void anEntityThatIsNoLongerExposedIsSaidToBeGoneOnce() {
        talk.turn(home, "is the reading lamp in the office on?", "Yes.");
        HomeSnapshot without = without(home, LAMP);

        assertThat(talk.turn(without, "turn it off", "Yes.").newest().content())
                .contains("[gone: light.office_reading_lamp]\n");
        assertThat(talk.turn(without, "thanks", "Yes.").newest().content()).doesNotContain("light.office_reading_lamp");
        assertThat(talk.turn(home, "is the reading lamp on?", "Yes.").newest().content())
                .contains("[light.office_reading_lamp | lâmpada de leitura | Office | on, 71 %]\n");
    }

    @ParameterizedTest
    @CsvSource({
        "turn on the aquarium light, aquarium",
        "acende a luz do Aquário, Aquário",
        "turn on the zorblax lamp in the kitchen, zorblax"
    })
    void whatTheWordsNameAndNothingInTheHomeIsCalledIsSaid(String words, String unknown) {
        assertThat(talk.turn(home, words, "No.").newest().content())
                .containsPattern("\n\\[found: \\d+ of \\d+, nothing called " + unknown + "]\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "turn on the lights in the kitchen",
                "turn on the kitchen lights because my grandmother arrives tomorrow",
                "acende as luzes da cozinha por favor"
            })
    void whatOnlyGoesWithARequestIsNoName(String words) {
        assertThat(talk.turn(home, words, "Yes.").newest().content()).doesNotContain("called");
    }

    private static HomeSnapshot with(HomeSnapshot home, Entity entity) {
        NavigableMap<EntityId, Entity> entities = new TreeMap<>(home.catalog().entities());
        entities.put(entity.id(), entity);
        return Homes.of(home, entities);
    }

    private static HomeSnapshot without(HomeSnapshot home, EntityId id) {
        NavigableMap<EntityId, Entity> entities = new TreeMap<>(home.catalog().entities());
        entities.remove(id);
        return Homes.of(home, entities);
    }

    @Test
    void itIsSaidThatMoreFitTheWords() {
        assertThat(talk.turn(home, "lights", "Which?").newest().content()).containsPattern("\\[found: 20 of \\d+]\n");
    }

    @Test
    void noMoreComesThanTheWindowHasRoomFor() {
        Window small = new Window(2_048, 3);
        Talk tight = new Talk(builder, small);

        Prompt prompt = tight.turn(home, "the lights in the office " + "please ".repeat(200), "Done.");

        assertThat(small.tokensOf(prompt.parts().total())).isLessThanOrEqualTo(small.prompt());
    }

    @Test
    void aHomeChangesItsFormOnceAtMost() {
        int characters = builder.opening(Optional.of(home(40, 2)), History.EMPTY, new Window(100_000, 3))
                .parts()
                .beginning();
        double exact = (double) characters / Homes.WINDOW.home();

        assertThat(form(home(40, 2), exact * 0.99)).isEqualTo(HomeForm.INDEX);
        assertThat(form(home(40, 2), exact * 1.01)).isEqualTo(HomeForm.WHOLE);
        assertThat(form(home(40, 2), exact * 0.95)).isEqualTo(HomeForm.WHOLE);
        assertThat(form(home(40, 2), exact * 0.85)).isEqualTo(HomeForm.INDEX);
        assertThat(form(home(40, 2), exact * 1.2)).isEqualTo(HomeForm.INDEX);
        assertThat(form(home(39, 2), exact * 1.2)).isEqualTo(HomeForm.WHOLE);
    }

    private HomeForm form(HomeSnapshot home, double charactersPerToken) {
        Window window = new Window(Homes.WINDOW.tokens(), charactersPerToken);
        return builder.opening(Optional.of(home), History.EMPTY, window).form();
    }

    @Test
    void oneModelsTokensDoNotDecideTheFormForAnother() {
        Window small = new Window("one", 100_000, 0.5);
        Window large = new Window("another", 100_000, 3);
        for (int i = 0; i < 2; i++) {
            assertThat(builder.opening(Optional.of(home), History.EMPTY, small).form())
                    .isEqualTo(HomeForm.INDEX);
            assertThat(builder.opening(Optional.of(home), History.EMPTY, large).form())
                    .isEqualTo(HomeForm.WHOLE);
        }
    }

    @Test
    void anEntityOfWhichOnlyAChangeIsStillToldIsBroughtAgain() {
        talk.turn(home, "turn on the reading lamp in the office", "Done.");
        for (int i = 0; i < 5; i++) {
            talk.turn(home, "hello", "Hi.");
        }
        HomeSnapshot off = Homes.with(home, LAMP, Homes.state("off", Map.of()));
        talk.turn(off, "hello", "Hi.");

        assertThat(talk.turn(off, "acende a lâmpada de leitura", "Sim.")
                        .newest()
                        .content())
                .contains("[light.office_reading_lamp | lâmpada de leitura | Office | off]");
    }

    @Test
    void itIsSaidHowManyCameWhereThereWasNoRoomForMore() {
        Window small = new Window(2_048, 3);
        String told = new Talk(builder, small)
                .turn(home, "the lights in the office " + "please ".repeat(340), "Done.")
                .newest()
                .content();

        long came = told.lines().filter(line -> line.startsWith("[light.")).count();
        assertThat(came).isLessThan(20);
        assertThat(told).containsPattern("\\[found: " + came + " of \\d+]\n");
    }

    /// Lights and switches in turn, in areas in turn, and a reading lamp in the office.
    private static HomeSnapshot home(int count, int areaCount) {
        NavigableMap<String, Area> areas = new TreeMap<>();
        for (int i = 0; i < areaCount; i++) {
            String name = AREAS[i % AREAS.length] + (i < AREAS.length ? "" : " " + i / AREAS.length);
            areas.put("a" + i, new Area("a" + i, name, List.of(), Optional.empty()));
        }
        NavigableMap<EntityId, Entity> entities = new TreeMap<>();
        Map<EntityId, EntityState> states = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String domain = i / areaCount % 2 == 0 ? "light" : "switch";
            EntityId id = new EntityId(domain + ".device_%04d".formatted(i));
            entities.put(id, entity(id, "Device %04d".formatted(i), List.of(), "a" + i % areaCount));
            states.put(id, Homes.state("off", Map.of()));
        }
        String office = areaCount > 2 ? "a2" : "a0";
        entities.put(LAMP, entity(LAMP, "Office Reading Lamp", List.of("lâmpada de leitura"), office));
        states.put(LAMP, Homes.state("on", Map.of("brightness", 180)));
        HomeCatalog catalog = new HomeCatalog(
                new HomeConfig("Test", "2026.11.0", ZoneId.of("Europe/Lisbon"), "en", "°C"),
                entities,
                new TreeMap<>(),
                areas,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
        return new HomeSnapshot(catalog, states, HomeSnapshot.Source.LIVE, Homes.NOW);
    }

    private static Entity entity(EntityId id, String name, List<String> aliases, String area) {
        return new Entity(id, name, aliases, Optional.of(area), Optional.empty(), List.of());
    }
}
