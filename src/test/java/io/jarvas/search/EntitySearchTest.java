package io.jarvas.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.home.Area;
import io.jarvas.home.Device;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.Floor;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeConfig;
import io.jarvas.home.Label;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntitySearchTest {
    private static final int MOST = 20;

    private final TreeMap<EntityId, Entity> entities = new TreeMap<>();
    private final Map<EntityId, EntityState> states = new HashMap<>();
    private final TreeMap<String, Area> areas = new TreeMap<>();
    private final TreeMap<String, Floor> floors = new TreeMap<>();
    private final TreeMap<String, Label> labels = new TreeMap<>();
    private final TreeMap<String, Device> devices = new TreeMap<>();

    EntitySearchTest() {
        floor("ground", "Ground floor", 0);
        floor("first", "First floor", 1);
        area("kitchen", "Kitchen", "ground");
        area("living", "Living room", "ground");
        area("sala_jantar", "Sala de jantar", "ground");
        area("bedroom", "Master bedroom", "first");
        area("bath", "Casa de banho", "first");
        area("office", "Escritório", "first");
        labels.put("xmas", new Label("xmas", "Christmas"));
        devices.put("shelly", new Device("shelly", "Shelly Quintal 3000"));
        devices.put("mistral", new Device("mistral", "Mistral Tower"));

        add("light.kitchen_ceiling", "Kitchen ceiling", "kitchen", "on");
        add("light.kitchen_spot_3", "Spot 3", "kitchen", "off");
        add("light.kitchen_spot_4", "Spot 4", "kitchen", "off");
        add("light.living_lamp", "Floor lamp", "living", "off");
        add("light.candeeiro", "Candeeiro da mesa", "sala_jantar", "off");
        add("light.bedroom", "Bedside left", "bedroom", "off");
        add("light.luz_espelho", "Luz do espelho", "bath", "on");
        add("cover.estore_sala", "Estore da sala de jantar", "sala_jantar", "closed", "shutter");
        add("cover.bedroom_blind", "Blackout", "bedroom", "open", "blind");
        add("binary_sensor.kitchen_window", "Kitchen window", "kitchen", "on", "window");
        add("binary_sensor.bedroom_window", "Bedroom window", "bedroom", "off", "window");
        add("binary_sensor.bath_window", "Janela", "bath", "on", "window");
        add("climate.office", "Termóstato", "office", "heat");
        add("lock.front_door", "Front door", "living", "locked");
        add("lock.back_door", "Back door", "kitchen", "unlocked");
        add("media_player.tv", "Bravia", "living", "playing", "tv");
        add("vacuum.ambrosio", "Ambrósio", "living", "docked");
        add("switch.coffee", "Máquina de café", "kitchen", "off");
        add("sensor.kitchen_ceiling_power", "Kitchen ceiling power", "kitchen", "12", "power");
        add("sensor.office_temperature", "Temperatura", "office", "21.5", "temperature");
        add("person.ana", "Ana", "", "home");
        add("scene.movie", "Movie night", "living", "unknown");
        add("weather.home", "Forecast", "", "cloudy");
        add("todo.compras", "Compras", "", "2");
        entity(new Entity(
                new EntityId("switch.tree"),
                "Tree",
                List.of(),
                Optional.of("living"),
                Optional.empty(),
                List.of("xmas")));
        entity(new Entity(
                new EntityId("switch.relay"), "Relay", List.of(), Optional.empty(), Optional.of("shelly"), List.of()));
        entity(new Entity(
                new EntityId("fan.tower"),
                "Tower",
                List.of(),
                Optional.of("bedroom"),
                Optional.of("mistral"),
                List.of()));
        entity(new Entity(
                new EntityId("switch.plug"),
                "Plug 7",
                List.of("Bubble machine", "Máquina das bolhas"),
                Optional.of("bath"),
                Optional.empty(),
                List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "turn on the kitchen ceiling light, light.kitchen_ceiling",
        "Acende a luz do teto da cozinha, light.kitchen_ceiling",
        "liga o candeeiro da sala de jantar, light.candeeiro",
        "turn on the table lamp in the dining room, light.candeeiro",
        "raise the dining room blinds, cover.estore_sala",
        "sobe a persiana da sala de jantar, cover.estore_sala",
        "fecha o estore do quarto, cover.bedroom_blind",
        "set the heating in the office to 21 degrees, climate.office",
        "põe o aquecimento do escritório a 21 graus, climate.office",
        "turn off the telly, media_player.tv",
        "desliga a televisão, media_player.tv",
        "tranca a porta da frente, lock.front_door",
        "unlock the back door, lock.back_door",
        "liga a máquina do café, switch.coffee",
        "make me a coffee, switch.coffee",
        "how warm is it in the study?, sensor.office_temperature",
        "que temperatura está no escritório?, sensor.office_temperature",
        "aspira a sala, vacuum.ambrosio",
        "hoover the lounge, vacuum.ambrosio",
        "noite de cinema, scene.movie",
        "vai chover amanhã?, weather.home",
        "add milk to the shopping list, todo.compras",
        "who is at home?, person.ana",
        "quem está em casa?, person.ana"
    })
    void aRequestFindsItsEntityInEitherLanguageWhateverLanguageTheHomeIsIn(String words, String id) {
        assertThat(best(words)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"liga o Ambrosio", "LIGA O AMBRÓSIO!", "start ambrósio"})
    void accentsAndCapitalsDoNotMatter(String words) {
        assertThat(best(words)).isEqualTo("vacuum.ambrosio");
    }

    @Test
    void pluralsFindWhatHasASingularNameAndTheOtherWayRound() {
        assertThat(ids("which windows are there?"))
                .contains("binary_sensor.bath_window", "binary_sensor.kitchen_window");
        assertThat(ids("as janelas")).contains("binary_sensor.bath_window", "binary_sensor.bedroom_window");
        assertThat(best("abre os estores da sala de jantar")).isEqualTo("cover.estore_sala");
    }

    @ParameterizedTest
    @CsvSource({
        "trun on the kichen celing ligth, light.kitchen_ceiling",
        "desliga a telvisão, media_player.tv",
        "turn off the televison, media_player.tv",
        "liga o canddeeiro da mesa, light.candeeiro",
        "termsotato do escritorio, climate.office",
        "turn on the bubbel machine, switch.plug",
        "start ambrsio, vacuum.ambrosio"
    })
    void smallTypingErrorsAreForgiven(String words, String id) {
        assertThat(best(words)).isEqualTo(id);
    }

    @Test
    void aTypingErrorInTheFirstLetterIsForgivenToo() {
        assertThat(best("turn on the nubble machine")).isEqualTo("switch.plug");
    }

    @Test
    void aliasesCountAsNamesDo() {
        assertThat(best("liga a máquina das bolhas")).isEqualTo("switch.plug");
        assertThat(best("bubble machine on")).isEqualTo("switch.plug");
    }

    @Test
    void areasAreFoundByTheirWordInTheOtherLanguage() {
        assertThat(ids("bathroom").getFirst()).isIn("light.luz_espelho", "binary_sensor.bath_window", "switch.plug");
        assertThat(best("turn on the bathroom light")).isEqualTo("light.luz_espelho");
        assertThat(ids("as luzes da cozinha").subList(0, 3))
                .containsExactlyInAnyOrder("light.kitchen_ceiling", "light.kitchen_spot_3", "light.kitchen_spot_4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lights upstairs",
                "first floor lights",
                "as luzes do primeiro andar",
                "as luzes do 1.º piso",
                "luzes lá em cima"
            })
    void floorsAreFoundByTheirNamesTheirLevelsAndInOtherWords(String words) {
        assertThat(ids(words).subList(0, 2)).containsExactlyInAnyOrder("light.bedroom", "light.luz_espelho");
    }

    @Test
    void labelsAndDevicesAreFound() {
        assertThat(best("turn on the christmas things")).isEqualTo("switch.tree");
        assertThat(best("liga o natal")).isEqualTo("switch.tree");
        assertThat(best("turn off the shelly in the yard")).isEqualTo("switch.relay");
        assertThat(best("liga a mistral")).isEqualTo("fan.tower");
    }

    @Test
    void aThingComesBeforeWhatMeasuresIt() {
        assertThat(best("kitchen ceiling")).isEqualTo("light.kitchen_ceiling");
        assertThat(best("how much power does the kitchen ceiling use?")).isEqualTo("sensor.kitchen_ceiling_power");
    }

    @ParameterizedTest
    @CsvSource({
        "turn on spot 3, light.kitchen_spot_3",
        "turn on spot 4, light.kitchen_spot_4",
        "set spot 4 to 3 percent, light.kitchen_spot_4",
        "põe o spot 3 a 4%, light.kitchen_spot_3",
        "spot three, light.kitchen_spot_3",
        "spot4, light.kitchen_spot_4"
    })
    void numbersOfNamesMatterAndAmountsDoNot(String words, String id) {
        assertThat(best(words)).isEqualTo(id);
    }

    @Test
    void whatIsInAStateIsFoundByIt() {
        assertThat(ids("which windows are open?"))
                .containsExactlyInAnyOrder("binary_sensor.kitchen_window", "binary_sensor.bath_window");
        assertThat(ids("está alguma janela aberta?"))
                .containsExactlyInAnyOrder("binary_sensor.bath_window", "binary_sensor.kitchen_window");
        assertThat(ids("que luzes estão acesas?").subList(0, 2))
                .containsExactlyInAnyOrder("light.kitchen_ceiling", "light.luz_espelho");
        assertThat(ids("which lights are on?")).containsExactlyInAnyOrder("light.kitchen_ceiling", "light.luz_espelho");
        assertThat(best("which doors are unlocked?")).isEqualTo("lock.back_door");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "are all the windows closed?",
                "as janelas estão todas fechadas?",
                "make sure that all the windows are closed",
                "todas as janelas fechadas?"
            })
    void whetherAllAreInAStateBringsThoseThatAreNotFirst(String words) {
        for (int i = 10; i < 60; i++) {
            String state = i == 20 || i == 40 ? "on" : i == 30 ? "unavailable" : "off";
            add("binary_sensor.window_" + i, "Window " + i, "office", state, "window");
        }

        assertThat(ids(words).subList(0, 5))
                .containsExactlyInAnyOrder(
                        "binary_sensor.kitchen_window",
                        "binary_sensor.bath_window",
                        "binary_sensor.window_20",
                        "binary_sensor.window_30",
                        "binary_sensor.window_40");
        assertThat(ids(words).get(4)).isEqualTo("binary_sensor.window_30");
        assertThat(find(words).total()).isEqualTo(53);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "are all the lights off?",
                "as luzes estão todas apagadas?",
                "turn off all the lights",
                "turn all the lights off",
                "apaga todas as luzes",
                "desliga as luzes todas"
            })
    void whatIsWantedOfAllBringsThoseFirstThatAreNotSoYet(String words) {
        for (int i = 10; i < 60; i++) {
            add("light.office_" + i, "Light " + i, "office", i == 50 ? "on" : "off");
        }

        assertThat(ids(words).subList(0, 3))
                .containsExactlyInAnyOrder("light.kitchen_ceiling", "light.luz_espelho", "light.office_50");
        assertThat(find(words).best()).hasSize(MOST);
        assertThat(find(words).total()).isEqualTo(57);
    }

    @ParameterizedTest
    @CsvSource({
        "open all the blinds, cover.estore_sala",
        "abre todos os estores, cover.estore_sala",
        "close everything, cover.bedroom_blind",
        "fecha tudo, cover.bedroom_blind",
        "lock all the doors, lock.back_door",
        "tranca todas as portas, lock.back_door",
        "is everything locked?, lock.back_door",
        "está tudo trancado?, lock.back_door",
        "está toda a gente em casa?, person.rui"
    })
    void theOneThatIsNotAsWantedYetComesFirst(String words, String id) {
        add("person.rui", "Rui", "", "not_home");

        assertThat(best(words)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "close all the open windows",
                "show me all the windows that are open",
                "fecha todas as janelas abertas",
                "mostra todas as janelas que estão abertas"
            })
    void allThatAreInAStateBringsThoseThatAreFirst(String words) {
        assertThat(ids(words).subList(0, 2))
                .containsExactlyInAnyOrder("binary_sensor.kitchen_window", "binary_sensor.bath_window");
    }

    @Test
    void theThingThatIsNamedIsFoundWhateverItsState() {
        assertThat(best("is the bedroom window open?")).isEqualTo("binary_sensor.bedroom_window");
        assertThat(best("a janela do quarto está aberta?")).isEqualTo("binary_sensor.bedroom_window");
        assertThat(best("is the front door unlocked?")).isEqualTo("lock.front_door");
    }

    @Test
    void aStateAloneFindsWhatIsInIt() {
        assertThat(ids("o que está aberto?"))
                .contains("binary_sensor.bath_window", "binary_sensor.kitchen_window", "cover.bedroom_blind")
                .doesNotContain("binary_sensor.bedroom_window");
        assertThat(ids("what is open?")).contains("cover.bedroom_blind").doesNotContain("cover.estore_sala");
    }

    @Test
    void everythingMeansAllThatCanDoWhatIsAsked() {
        assertThat(ids("fecha tudo")).contains("cover.estore_sala", "cover.bedroom_blind");
        assertThat(ids("close everything")).contains("cover.estore_sala", "cover.bedroom_blind");
    }

    @Test
    void eachOfSeveralThingsIsFound() {
        assertThat(ids("turn off the kitchen lights and close the bedroom blind")
                        .subList(0, 2))
                .containsExactly("light.kitchen_ceiling", "cover.bedroom_blind");
        assertThat(ids("apaga as luzes da cozinha e da casa de banho"))
                .contains("light.kitchen_ceiling", "light.luz_espelho");
        assertThat(ids("kitchen and bathroom lights off")).contains("light.kitchen_ceiling", "light.luz_espelho");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n ",
                "?!",
                "tell me a story",
                "conta-me uma história",
                "turn on the submarine",
                "liga o submarino",
                "what is 12 times 7?",
                "quanto é 12 vezes 7?",
                "how are you today?",
                "como estás?",
                "thank you very much",
                "who was the first president of France?",
                "qual é a capital de Itália?",
                "turn it on"
            })
    void wordsAboutNothingInTheHomeFindNothing(String words) {
        assertThat(find(words).best()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "turn on the submarine",
                "launch the photon torpedoes",
                "xylophone",
                "where is my xylophone?",
                "liga o submarino",
                "dispara os torpedos de fotões",
                "xilofone",
                "onde está o meu xilofone?",
                "turn on the kitchen ceiling light",
                "acende a luz do teto da cozinha"
            })
    void wordsThatNameSomethingAreKnownWhetherItIsThereOrNot(String words) {
        assertThat(find(words).names()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fire the photon torpedoes", "lança os torpedos de fogo e fotões"})
    void oneWordOfANameAmongWordsThatNothingHasNamesNothingThatIsThere(String words) {
        add("binary_sensor.smoke", "Fire detection", "kitchen", "off", "smoke");
        add("binary_sensor.fogo", "Deteção de fogo", "office", "off", "smoke");

        assertThat(find(words)).isEqualTo(new Findings(List.of(), 0, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "turn it off again please",
                "and now?",
                "thanks",
                "thank you very much",
                "ok, perfect",
                "why?",
                "set it to fifty percent",
                "a bit more",
                "make it red",
                "undo that",
                "not that one, the other one",
                "what is 2+2?",
                "good morning",
                "desliga-o outra vez, por favor",
                "volta a ligá-lo",
                "e agora?",
                "obrigado",
                "muito obrigada",
                "porquê?",
                "põe a cinquenta por cento",
                "mais um bocadinho",
                "põe vermelho",
                "essa não, a outra",
                "quanto é 12 vezes 7?",
                "bom dia",
                "boa noite",
                "boa tarde"
            })
    void wordsThatOnlyGoOnWithWhatWasSaidNameNothing(String words) {
        assertThat(find(words)).isEqualTo(Findings.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"what is 2+2?", "quanto é 2 + 2?", "2 2", "dois mais dois"})
    void numbersAloneNameNothingNotEvenWhatIsNumberedSo(String words) {
        add("light.two", "Light 2", "office", "off");
        add("light.dois", "2", "office", "off");

        assertThat(find(words)).isEqualTo(Findings.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "good morning, script.morning",
        "bom dia, script.morning",
        "Good morning!, script.morning",
        "boa noite, scene.night",
        "good night, scene.night",
        "boa noite Jarvas, scene.night"
    })
    void aGreetingFindsOnlyWhatIsCalledSo(String words, String id) {
        add("number.alarm_volume", "Morning alarm volume", "bedroom", "25");
        add("number.volume_despertador", "Volume da manhã", "bedroom", "25");
        add("light.night", "Luz da noite", "bedroom", "off");
        assertThat(find(words).best()).isEmpty();

        add("script.morning", "Good morning", "", "off");
        add("scene.night", "Boa noite", "", "unknown");
        assertThat(ids(words)).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fecha a casa toda", "fecha toda a casa", "close the whole house", "close the entire home"})
    void theWholeHouseIsEverythingInIt(String words) {
        add("alarm_control_panel.house", "Alarme da casa", "", "disarmed");
        add("select.house", "House mode", "", "Night");

        assertThat(ids(words).subList(0, 2)).containsExactly("cover.bedroom_blind", "cover.estore_sala");
    }

    @ParameterizedTest
    @ValueSource(strings = {"which batteries are low?", "que pilhas estão fracas?", "há alguma bateria fraca?"})
    void aBatteryOfFewPercentIsLow(String words) {
        add("sensor.lock_battery", "Lock battery", "living", "8", "battery");
        add("sensor.phone_battery", "Phone battery", "living", "81.5", "battery");
        add("sensor.remote_battery", "Bateria do comando", "living", "19.5", "battery");
        add("sensor.gone_battery", "Bateria do portão", "living", "unavailable", "battery");
        add("sensor.odd_battery", "Odd battery", "living", "3.7.2", "battery");
        add("binary_sensor.valve_battery", "Valve battery", "bath", "on", "battery");
        add("binary_sensor.smoke_battery", "Smoke detector battery", "bath", "off", "battery");

        assertThat(ids(words))
                .containsExactlyInAnyOrder(
                        "sensor.lock_battery", "sensor.remote_battery", "binary_sensor.valve_battery");
    }

    @Test
    void theTotalCountsWhatFitsAsWell() {
        for (int i = 10; i < 60; i++) {
            add("light.office_" + i, "Strip " + i, "office", "off");
        }

        Findings findings = find("turn on the office lights");

        assertThat(findings.best()).hasSize(MOST);
        assertThat(findings.total()).isEqualTo(50);
        assertThat(findings.best().getFirst()).isEqualTo(new EntityId("light.office_10"));
    }

    @Test
    void noMoreThanIsAskedForIsBrought() {
        EntitySearch search = new EntitySearch(home());

        assertThat(search.find("lights", states, 2).best()).hasSize(2);
        assertThat(search.find("lights", states, 0).best()).isEmpty();
    }

    @Test
    void hostileNamesHideNothing() {
        add("light.long", "kitchen ".repeat(1_250), "kitchen", "off");
        add("light.nameless", "", "", "off");
        add("light.signs", "\"\n\u202eACTION: {}'' %s [\\]", "", "off");
        add("light.letters", "x".repeat(10_000), "", "off");
        add("light.stop", "the", "", "off");

        assertThat(best("turn on the kitchen ceiling light")).isEqualTo("light.kitchen_ceiling");
        assertThat(ids("lights")).contains("light.nameless", "light.signs");
    }

    @Test
    void aHomeWithoutEntitiesHasNothingToFind() {
        entities.clear();

        assertThat(find("turn on the kitchen light")).isEqualTo(new Findings(List.of(), 0, true));
    }

    @Test
    void aLongMessageIsReadAtItsStartAndAtItsEnd() {
        assertThat(ids("spot 3, " + "zzyzx lamp ".repeat(700) + "; start ambrósio"))
                .contains("light.kitchen_spot_3", "vacuum.ambrosio");
        assertThat(find("x".repeat(8_000)).best()).isEmpty();
    }

    @Test
    void anEntityWithoutAStateIsFoundAsWell() {
        states.clear();

        assertThat(best("is the kitchen window open?")).isEqualTo("binary_sensor.kitchen_window");
    }

    private String best(String words) {
        List<String> ids = ids(words);
        assertThat(ids).as(words).isNotEmpty();
        return ids.getFirst();
    }

    private List<String> ids(String words) {
        return find(words).best().stream().map(EntityId::value).toList();
    }

    private Findings find(String words) {
        return new EntitySearch(home()).find(words, states, MOST);
    }

    private HomeCatalog home() {
        HomeConfig config = new HomeConfig("Home", "2026.11.0", ZoneOffset.UTC, "en", "°C");
        return new HomeCatalog(config, entities, devices, areas, floors, labels, new TreeMap<>());
    }

    private void floor(String id, String name, int level) {
        floors.put(id, new Floor(id, name, List.of(), OptionalInt.of(level)));
    }

    private void area(String id, String name, String floor) {
        areas.put(id, new Area(id, name, List.of(), Optional.of(floor)));
    }

    private void add(String id, String name, String area, String state) {
        add(id, name, area, state, "");
    }

    private void add(String id, String name, String area, String state, String deviceClass) {
        entity(new Entity(
                new EntityId(id),
                name,
                List.of(),
                Optional.of(area).filter(some -> !some.isEmpty()),
                Optional.empty(),
                List.of(),
                deviceClass.isEmpty() ? Map.of() : Map.of("device_class", deviceClass)));
        states.put(new EntityId(id), new EntityState(state, Map.of(), Instant.EPOCH, Instant.EPOCH));
    }

    private void entity(Entity entity) {
        entities.put(entity.id(), entity);
    }
}
