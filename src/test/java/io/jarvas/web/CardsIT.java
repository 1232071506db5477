package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.selenium.AxeBuilder;
import io.jarvas.action.ActionOutcome;
import io.jarvas.action.Schedule;
import io.jarvas.action.StateChange;
import io.jarvas.app.Browser;
import io.jarvas.assistant.Answers.Answered;
import io.jarvas.conversation.Person;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// The cards of actions in a real Chromium, before a server whose actions are the test's.
class CardsIT {
    private static final String REASON = "Shall I really unlock Front door? Say yes within a minute.";
    private static final String QUESTION =
            "cards.hear('confirmation', {reason: '" + REASON + "', expires_in_seconds: 60, pin: false});";

    @TempDir
    private static Path profile;

    private static Browser browser;
    private Fixture jarvas;
    private CardsPage page;
    /// What the console may say.
    private String expected = "nothing";

    @BeforeAll
    static void start() {
        browser = new Browser(profile);
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @BeforeEach
    void open() {
        jarvas = new Fixture(config -> config, WebTimes.USUAL, "/web/panel/");
        page = new CardsPage(browser, jarvas);
        page.open(1280, 800, false, "en");
    }

    @AfterEach
    void theConsoleIsEmpty() {
        assertThat(browser.console()).allMatch(line -> line.contains(expected));
        jarvas.close();
    }

    @Test
    void aTapIsAYesAndAnotherTakesItBack() {
        unlock(QUESTION);
        assertThat(card().getText())
                .contains("Front door", "Entrance", "Unlock", "Waits for your yes", REASON, "Yes", "No")
                .containsPattern("(60|59|58) s|1 min");
        assertThat(browser.all(".pin")).isEmpty();

        jarvas.actions.answer = new Answered.Settled("a1", unlocked(), "Done: Front door.", true);
        press("Yes");
        browser.until(() -> outcome().contains("Done"));
        assertThat(card().getText()).contains("Locked → Unlocked");
        assertThat(browser.all("form")).isEmpty();
        assertThat(browser.focused().getAccessibleName())
                .as("the focus stays in the card")
                .isEqualTo("Undo");

        jarvas.actions.answer = new Answered.Settled("u1", unlocked(), "Done: Front door.", false);
        press("Undo");
        browser.until(() -> card().getText().contains("Undone"));
        assertThat(browser.all(".undo")).isEmpty();
        assertThat(browser.focused().getDomAttribute("class")).startsWith("action");
        assertThat(jarvas.actions.asked).containsExactly("confirm local a1 - en", "undo local a1 c1 en");
        assertThat(page.cards("return cards.settled.map(({ id, result }) => id + ' ' + result.outcome)"))
                .isEqualTo(List.of("a1 executed", "a1 executed"));
    }

    @Test
    void aNoLeavesItAsItIs() {
        unlock(QUESTION);
        jarvas.actions.answer = new Answered.Settled(
                "a1",
                new ActionOutcome.Denied(ActionOutcome.Denied.Reason.REJECTED, List.of("lock.front_door")),
                "All right, I have left it as it is.",
                false);

        press("No");

        browser.until(() -> card().getText().contains("All right"));
        assertThat(card().getText()).contains("Not done");
        assertThat(browser.all(".action button")).isEmpty();
        assertThat(jarvas.actions.asked).containsExactly("reject local a1 - en");
    }

    @Test
    void aPinIsAskedForAndNotKept() {
        expected = "403";
        unlock("cards.hear('confirmation', {reason: 'Shall I really?', expires_in_seconds: 60, pin: true})");
        WebElement pin = browser.one(".pin");
        assertThat(pin.getDomAttribute("inputmode")).isEqualTo("numeric");
        assertThat(pin.getDomAttribute("autocomplete")).isEqualTo("off");
        assertThat(pin.getDomAttribute("type"))
                .as("browsers offer to keep passwords")
                .isEqualTo("text");
        assertThat(pin.getAccessibleName()).isEqualTo("PIN");
        press("Yes");
        assertThat(jarvas.actions.asked).as("a yes without the PIN is none").isEmpty();

        jarvas.actions.answer = new Answered.PinWanted("a1", true, 2, "That is not the PIN. Two tries are left.");
        pin.sendKeys("0000", Keys.ENTER);
        browser.until(() -> card().getText().contains("Two tries are left."));
        assertThat(pin.getDomProperty("value")).isEmpty();
        assertThat(browser.focused()).isEqualTo(pin);

        jarvas.actions.answer = new Answered.Settled("a1", unlocked(), "Done: Front door.", false);
        pin.sendKeys("1234", Keys.ENTER);
        browser.until(() -> outcome().contains("Done"));
        assertThat(card().getText()).doesNotContain("tries");
        assertThat(jarvas.actions.asked).containsExactly("confirm local a1 0000 en", "confirm local a1 1234 en");
        assertThat((String) browser.script("return document.querySelector('jarvas-action').shadowRoot.innerHTML"
                        + " + JSON.stringify({...sessionStorage, ...localStorage}) + JSON.stringify(cards.action)"))
                .doesNotContain("1234", "0000");
    }

    @Test
    void aQuestionThatIsOverDoesNothingAnyMore() {
        unlock("cards.hear('confirmation', {reason: 'Shall I really?', expires_in_seconds: 1, pin: true})");
        browser.one(".pin").sendKeys("12");

        browser.until(() -> card().getText().contains("No longer waits"));

        assertThat(browser.all(".action button, .pin")).isEmpty();
        assertThat(browser.focused().getDomAttribute("class"))
                .as("the focus stays")
                .startsWith("action");
        assertThat(jarvas.actions.asked).isEmpty();
    }

    @Test
    void aLateYesIsToldSo() {
        expected = "409";
        unlock(QUESTION);
        jarvas.actions.answer = new Answered.TooLate("That no longer waits.");

        press("Yes");

        browser.until(() -> card().getText().contains("That no longer waits."));
        assertThat(browser.all(".action button")).isEmpty();
    }

    @Test
    void theNextMessageIsTheAnswerToo() {
        unlock(QUESTION);
        page.cards("cards.action.spoken()");
        browser.until(() -> card().getText().contains("Answered by what you said next"));
        assertThat(browser.all(".action button")).isEmpty();

        page.cards(
                "cards.result('executed', {undo: 'a1', changes: [{entity_id: 'lock.front_door', from: 'locked', to: 'unlocked'}]})");

        browser.until(() -> outcome().contains("Done"));
        assertThat(card().getText()).contains("Locked → Unlocked", "Undo");
    }

    @Test
    void anUndoCanAskForAYesItself() {
        page.cards("return cards.call('lock.lock', {entity_id: 'lock.front_door'})");
        page.cards(
                "cards.result('executed', {undo: 'a1', changes: [{entity_id: 'lock.front_door', from: 'unlocked', to: 'locked'}]})");
        jarvas.actions.answer = new Answered.Settled("u1", question(), "Shall I really unlock it?", false);
        press("Undo");
        browser.until(() -> card().getText().contains("Shall I really unlock it?"));
        assertThat(
                        page.cards(
                                "return [cards.action.answersTo('a1'), cards.action.answersTo('u1'), cards.action.answersTo('x')]"))
                .isEqualTo(List.of(true, true, false));
        jarvas.actions.answer = new Answered.Settled("u1", unlocked(), "Done: Front door.", false);

        press("Yes");

        browser.until(() -> card().getText().contains("Undone"));
        assertThat(jarvas.actions.asked).containsExactly("undo local a1 c1 en", "confirm local u1 - en");
    }

    @Test
    void anUndoThatIsRefusedLeavesWhatWasDone() {
        page.cards("return cards.call('light.turn_on', {entity_id: 'light.hall'})");
        page.cards(
                "cards.result('executed', {undo: 'a1', changes: [{entity_id: 'light.hall', from: 'off', to: 'on'}]})");
        jarvas.actions.answer = new Answered.Settled(
                "u1",
                new ActionOutcome.Denied(ActionOutcome.Denied.Reason.FINAL, List.of("light.hall")),
                "That cannot be undone.",
                false);

        press("Undo");

        browser.until(() -> card().getText().contains("That cannot be undone."));
        assertThat(card().getText()).contains("Off → On");
        assertThat(outcome()).contains("Done");
        assertThat(browser.all(".undo")).isEmpty();
    }

    @Test
    void afterItsTimeThereIsNoWayBack() {
        page.cards("return cards.call('light.turn_on', {entity_id: 'light.hall'})");
        page.cards("cards.result('executed', {undo: 'a1'})");
        browser.until(() -> browser.one(".undo").getText().contains("5 min"));
        assertThat(browser.one(".undo").getAccessibleName())
                .as("the time is not read aloud as it runs")
                .isEqualTo("Undo");

        page.cards("cards.result('executed', {undo: 'a1', undo_expires_in_seconds: 2})");
        browser.until(() -> browser.one(".undo").getText().contains("1 s"));
        browser.one(".undo").sendKeys(Keys.TAB);
        page.cards("document.querySelector('jarvas-action').shadowRoot.querySelector('.undo')?.focus()");

        browser.until(() -> browser.all(".undo").isEmpty());
        assertThat(browser.focused().getDomAttribute("class")).startsWith("action");
    }

    @Test
    void aKeyboardIsEnough() {
        unlock(QUESTION);
        jarvas.actions.answer = new Answered.Settled("a1", unlocked(), "Done: Front door.", true);
        assertThat(browser.one("fieldset").getAccessibleName()).isEqualTo(REASON);
        browser.one("body").sendKeys(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("Yes");
        browser.focused().sendKeys(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("No");
        browser.focused().sendKeys(Keys.chord(Keys.SHIFT, Keys.TAB));
        browser.focused().sendKeys(Keys.ENTER);
        browser.until(() -> "Undo".equals(browser.focused().getAccessibleName()));
    }

    @Test
    void whatTheAnswerSaysTheCardDoesNotSayAgain() {
        page.cards(
                "return cards.add(new cards.Action('a1', {tool: 'homeassistant_call_service', args: {domain: 'lock', "
                        + "service: 'unlock', data: {entity_id: 'lock.front_door'}}}), 'Okay. ' + arguments[0])",
                REASON);
        page.cards(QUESTION);
        browser.until(() -> !browser.all("legend").isEmpty());
        assertThat(browser.one("legend").getDomAttribute("class")).isEqualTo("aside");
        assertThat(browser.one("fieldset").getAccessibleName()).isEqualTo(REASON);

        page.cards("cards.result('failed', {message: arguments[0]})", REASON);
        browser.until(() -> card().getText().contains("Not done"));
        assertThat(card().getText()).doesNotContain(REASON);
        page.cards("cards.result('failed', {message: 'Front door cannot be reached.'})");
        browser.until(() -> card().getText().contains("Front door cannot be reached."));
    }

    @Test
    void whatIsPlannedCountsDownAndIsCancelled() {
        plan(Instant.now().plusSeconds(19 * 60 - 5));
        browser.until(() -> card().getText().contains("in 19 min"));
        assertThat(card().getText()).contains("Hall light", "Turn off");

        press("Cancel");

        browser.until(() -> card().getText().contains("Cancelled"));
        assertThat(jarvas.actions.schedules).isEmpty();
        assertThat(browser.all(".action button")).isEmpty();
        assertThat(browser.focused().getDomAttribute("class")).startsWith("action");
    }

    @Test
    void whatWasPlannedIsDueAndGone() {
        plan(Instant.now().plusSeconds(3));
        browser.until(() -> card().getText().contains("in "));
        jarvas.actions.schedules.clear();

        browser.until(() -> card().getText().contains("Was due"));
        assertThat(browser.all(".action button")).isEmpty();
    }

    @Test
    void whatWasCancelledElsewhereSaysSo() {
        plan(Instant.now().plusSeconds(19 * 60 - 5));
        browser.until(() -> card().getText().contains("in 19 min"));
        jarvas.actions.schedules.clear();

        page.cards(
                "return import(cards.base + 'chat/planned.js').then(({ Planned }) => Planned.of(cards.client).refresh())");

        browser.until(() -> card().getText().contains("Cancelled"));
        assertThat(browser.all(".action button")).isEmpty();
    }

    @Test
    void ofWhatIsPlannedNoMoreThatIsAllThatIsSaid() {
        plan(List.of());

        browser.until(() -> card().getText().contains("No longer planned"));
    }

    private void plan(Instant due) {
        plan(List.of(ActionApiTest.schedule("a1", Person.LOCAL, due)));
    }

    private void plan(List<Schedule> waiting) {
        jarvas.actions.schedules.addAll(waiting);
        page.cards("return cards.propose('schedule', {in: '20 minutes', action: {tool: 'homeassistant_call_service', "
                + "args: {domain: 'light', service: 'turn_off', data: {entity_id: 'light.hall'}}}})");
        page.cards("cards.result('executed', {message: 'Planned.', undo: 'a1'})");
    }

    @Test
    void severalDevicesAreOneLineThatOpens() {
        page.cards("return cards.call('light.turn_off', {area_id: 'kitchen'})");
        assertThat(card().getText()).contains("Kitchen", "Turn off");
        page.cards("cards.result('executed', {changes: ['light.kitchen', 'light.hall', 'light.porch']"
                + ".map(id => ({entity_id: id, from: 'on', to: 'off'}))})");

        browser.until(() -> card().getText().contains("3 lights"));
        assertThat(card().getText()).contains("On → Off").doesNotContain("Porch");
        browser.one("summary").click();
        browser.until(() -> card().getText().contains("Porch"));
        assertThat(browser.all("li jarvas-icon").getLast().getDomProperty("name"))
                .isEqualTo("coach-lamp");
        assertThat(page.cards("return cards.client.asked.length"))
                .as("names are asked for together")
                .isEqualTo(1L);
    }

    @Test
    void anIconOfASetThatOnlyHomeAssistantsPageHasIsTheUsualOne() {
        page.cards("return cards.call('light.turn_on', {entity_id: 'light.strip'})");

        browser.until(() -> card().getText().contains("LED"));
        assertThat(browser.one(".icon jarvas-icon").getDomProperty("name")).isEqualTo("lightbulb");
    }

    @Test
    void hostileNamesAndArgumentsAreText() {
        page.cards(
                "return cards.call('light.turn_on', {entity_id: 'light.hostile', effect: '<img src=x onerror=alert(2)>'})");
        page.cards("cards.result('failed', {message: '<script>alert(3)</script>'})");
        page.cards("return cards.propose(null, null, {raw: '<svg onload=alert(4)>'})");

        browser.until(() -> browser.all(".action").getFirst().getText().contains("<script>"));
        assertThat(browser.all(".action").getFirst().getText()).contains("<img src=x onerror=alert(1)>", "<b>bold</b>");
        assertThat(browser.all(".action img, .action b, .action script")).isEmpty();
        browser.one(".raw summary").click();
        assertThat(browser.one("pre").getText()).isEqualTo("<svg onload=alert(4)>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{tool: 'homeassistant_call_service', args: {domain: 'light', service: {name: 'turn_on'}}}",
                "{tool: 'homeassistant_call_service', args: {domain: 5, service: ['turn_on'], data: 'all'}}",
                "{tool: 'homeassistant_call_service', args: 'light.turn_on'}",
                "{tool: 'homeassistant_call_service', args: {domain: 'light', service: 'turn_on', data: {color_name: 'constructor', kelvin: 'warm', brightness: {}}}}",
                "{tool: 'add_agenda_event', args: {title: 'Dentist', start: '2026-13-45'}}",
                "{tool: 'schedule', args: {action: true}}",
                "{tool: 'look', args: [1, 2]}",
                "{tool: {}, args: null}",
            })
    void whateverAModelWritesHasACard(String action) {
        page.cards("return cards.add(cards.Action.proposed({id: 'a1', action: " + action + "}))");
        page.cards("cards.result('failed', {message: 'That cannot be read.'})");

        browser.until(() -> card().getText().contains("That cannot be read."));
    }

    @Test
    void whatWasTakenBackInWordsIsUndone() {
        page.cards("return cards.call('light.turn_on', {entity_id: 'light.hall'})");
        page.cards(
                "cards.result('executed', {undo: 'a1', changes: [{entity_id: 'light.hall', from: 'off', to: 'on'}]})");
        page.cards("cards.action.takenBack('u1')");
        assertThat(page.cards("return cards.action.answersTo('u1')")).isEqualTo(true);

        page.cards("cards.action.hear('action_result', {id: 'u1', outcome: 'executed', success: true})");

        browser.until(() -> card().getText().contains("Undone"));
        assertThat(browser.all(".undo")).isEmpty();
    }

    @Test
    void whatIsStoredIsShownAsItStands() {
        page.cards("""
                const stored = (id, more) => cards.add(cards.Action.stored({
                  id, at: '2026-11-23T08:30:00Z', outcome: 'executed', success: true, message: 'Done.', undo: null,
                  undo_expires_in_seconds: null, confirmation: null, undone: false,
                  changes: [{entity_id: 'light.hall', from: 'off', to: 'on'}],
                  action: {tool: 'homeassistant_call_service', args: {domain: 'light', service: 'turn_on', data: {entity_id: 'light.hall'}}},
                  ...more,
                }));
                return Promise.all([
                  stored('a1', {undo: 'a1', undo_expires_in_seconds: 100}),
                  stored('a2', {undone: true}),
                  stored('a3', {outcome: 'needs_confirmation', success: false, changes: [], confirmation: {reason: 'Really?', expires_in_seconds: 40, pin: true}}),
                  stored('a4', {outcome: 'needs_confirmation', success: false, changes: []}),
                  stored('a5', {outcome: null, success: null, message: null, changes: []}),
                ]);
                """);
        List<WebElement> shown = browser.all(".action");
        browser.until(() -> shown.getFirst().getText().contains("2 min"));
        assertThat(shown.get(0).getText()).contains("Off → On", "Undo");
        assertThat(shown.get(1).getText()).contains("Undone").doesNotContain("Undo\n");
        assertThat(shown.get(2).getText()).contains("Really?", "PIN", "Yes");
        assertThat(shown.get(3).getText()).contains("No longer waits");
        assertThat(shown.get(4).getText()).contains("Turn on").doesNotContain("Undo");
        page.cards("cards.action.ended()");
        browser.until(() -> shown.get(4).getText().contains("What came of it is not known"));
    }

    @Test
    void aServerThatIsAwayIsToldSoAndTriedAgain() {
        expected = "ERR_CONNECTION_REFUSED";
        unlock(QUESTION);
        page.cards("cards.url = cards.client.url; cards.client.url = new URL('http://localhost:1/');");
        expected = "localhost:1";
        press("Yes");
        browser.until(() -> card().getText().contains("Jarvas cannot be reached"));

        page.cards("cards.client.url = cards.url");
        jarvas.actions.answer = new Answered.Settled("a1", unlocked(), "Done: Front door.", false);
        press("Yes");
        browser.until(() -> card().getText().contains("Locked → Unlocked"));
        assertThat(card().getText()).doesNotContain("cannot be reached");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            light.turn_on | {}                                    | Turn on                 | Ligar
            light.turn_on | {"brightness_pct": 40}                | Turn on at 40%          | Ligar a 40%
            light.turn_on | {"brightness": 255,"color_name":"red"} | Turn on at 100%, red   | Ligar a 100%, vermelho
            light.turn_on | {"brightness_step_pct": -10}          | Darker by 10%           | Menos luz: 10%
            light.turn_off | {}                                   | Turn off                | Desligar
            climate.set_temperature | {"temperature": 21.5}       | Set to 21.5 °C          | Regular para 21,5 °C
            climate.set_hvac_mode | {"hvac_mode": "heat"}         | Set to Heat             | Regular para Aquecer
            cover.set_cover_position | {"position": 30}           | Open to 30%             | Abrir até 30%
            lock.unlock | {}                                      | Unlock                  | Destrancar
            media_player.volume_set | {"volume_level": 0.3}       | Volume to 30%           | Volume a 30%
            media_player.volume_mute | {"is_volume_muted": false} | Unmute                  | Repor o som
            scene.turn_on | {}                                    | Activate                | Ativar
            alarm_control_panel.alarm_arm_away | {}               | Arm, away               | Armar, ausente
            hue.activate_scene | {}                               | Hue: activate scene     | Hue: activate scene
            constructor.constructor | {}                          | Constructor: constructor | Constructor: constructor
            """)
    void servicesAreWords(String service, String fields, String english, String portuguese) {
        String script = "return cards.services.serviceWords(arguments[0], JSON.parse(arguments[1]), "
                + "{entity_id: 'climate.x', unit: '°C'}, arguments[2]).replaceAll('\\u00a0', ' ')";
        assertThat(page.cards(script, service, fields, "en")).isEqualTo(english);
        assertThat(page.cards(script, service, fields, "pt")).isEqualTo(portuguese);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            light.turn_on             | Turn on                  | Ligar
            scene.turn_on             | Activate                 | Ativar
            climate.set_temperature   | Set the temperature      | Definir a temperatura
            vacuum.return_to_base     | Send to the dock         | Mandar para a base
            homeassistant_get_states  | Read states              | Ler estados
            hue.activate_scene        | Activate scene           | Activate scene
            constructor.constructor   | Constructor              | Constructor
            """)
    void servicesWithoutFieldsHaveTheSameWords(String service, String english, String portuguese) {
        String script = "return cards.services.serviceName(arguments[0], arguments[1])";
        assertThat(page.cards(script, service, "en")).isEqualTo(english);
        assertThat(page.cards(script, service, "pt")).isEqualTo(portuguese);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            light.x                | on          | On              | Ligado
            lock.x                 | locked      | Locked          | Trancado
            climate.x              | heat        | Heat            | Aquecer
            person.x               | not_home    | Away            | Fora
            person.x               | Work        | Work            | Work
            binary_sensor.x door   | on          | Open            | Aberto
            binary_sensor.x motion | off         | Clear           | Limpo
            binary_sensor.x        | on          | On              | Ligado
            vacuum.x               | returning   | Returning to dock | A regressar à base
            sensor.x temperature °C | 1234.50    | 1,234.50 °C     | 1234,50 °C
            light.x                | constructor | constructor     | constructor
            light.x                | unavailable | Unavailable     | Indisponível
            """)
    void statesAreHomeAssistantsWords(String entity, String state, String english, String portuguese) {
        String script =
                "const [entity_id, device_class, unit] = arguments[0].split(' '); return cards.states.stateWords("
                        + "{entity_id, device_class, unit}, arguments[1], arguments[2]).replaceAll(/[\\u00a0\\u202f]/g, ' ')";
        assertThat(page.cards(script, entity, state, "en")).isEqualTo(english);
        assertThat(page.cards(script, entity, state, "pt")).isEqualTo(portuguese);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            homeassistant_get_states | {"domain":"light"}                | States of the home         | Estados da casa
            homeassistant_get_states | {"entity_ids":["light.x"]}        | State of Hall              | Estado: Hall
            get_history | {"entity_id":"light.x"}                        | History of Hall            | Histórico: Hall
            get_weather | {"days":3}                                     | Weather forecast, 3 days   | Previsão do tempo, 3 dias
            show_agenda | {"days":1}                                     | Calendar, 1 day            | Calendário, 1 dia
            add_agenda_event | {"title":"Dentist","start":"soon"}        | Add “Dentist” to the calendar, soon | Acrescentar «Dentist» ao calendário, soon
            show_shopping_list | {}                                      | Shopping list              | Lista de compras
            add_shopping_item | {"item":"Milk"}                          | Add “Milk” to the shopping list | Acrescentar «Milk» à lista de compras
            look | {"camera":"camera.x"}                                 | Picture from Hall          | Imagem: Hall
            web_search | {"query":"opera"}                               | Web search: “opera”        | Pesquisa na Internet: «opera»
            schedule | {"list":true}                                     | What is planned            | O que está agendado
            schedule | {"cancel":"all"}                                  | Cancel what is planned     | Cancelar o que está agendado
            save_note | {"text":"Tea at five"}                           | Remember: “Tea at five”    | Lembrar: «Tea at five»
            forget | {"text":"Tea"}                                      | Forget: “Tea”              | Esquecer: «Tea»
            """)
    void everyToolIsASentence(String tool, String args, String english, String portuguese) {
        String script = "const action = new cards.Action('a', {tool: arguments[0], args: JSON.parse(arguments[1])}); "
                + "return cards.texts.toolSentence(action, action.targets.length ? 'Hall' : '', arguments[2])";
        assertThat(page.cards(script, tool, args, "en")).isEqualTo(english);
        assertThat(page.cards(script, tool, args, "pt")).isEqualTo(portuguese);
    }

    @ParameterizedTest
    @CsvSource({"360,740,false,en", "360,740,true,pt", "1280,800,false,pt", "1280,800,true,en", "320,600,false,pt"})
    void everyStateFitsEveryPage(int width, int height, boolean dark, String language) {
        page.open(width, height, dark, language);
        jarvas.actions.schedules.add(
                ActionApiTest.schedule("a9", Person.LOCAL, Instant.now().plusSeconds(19 * 60 - 5)));
        page.cards("""
                const light = (service, ids, data = {}) => cards.call(service, {entity_id: ids, ...data});
                const changed = (id, from, to) => ({changes: [{entity_id: id, from, to}]});
                return (async () => {
                  await light('light.turn_on', 'light.kitchen', {brightness_pct: 40});
                  await light('light.turn_on', 'light.kitchen');
                  cards.result('executed', {...changed('light.kitchen', 'off', 'on'), undo: 'a2'});
                  await light('cover.close_cover', 'cover.blinds');
                  cards.result('executed', {...changed('cover.blinds', 'open', 'closing'), undo: 'a3', undo_expires_in_seconds: 42});
                  await light('light.turn_off', ['light.kitchen', 'light.hall', 'light.porch']);
                  cards.result('executed', {changes: ['light.kitchen', 'light.hall', 'light.porch'].map((id) => ({entity_id: id, from: 'on', to: 'off'}))});
                  await light('lock.lock', 'lock.front_door');
                  cards.result('already');
                  await cards.call('media_player.media_next_track', {entity_id: 'media_player.tv'});
                  cards.result('sent');
                  await light('climate.set_temperature', 'climate.living', {temperature: 21});
                  cards.result('failed', {message: 'The thermostat cannot be reached right now, so nothing changed there.'});
                  await light('lock.unlock', 'lock.front_door');
                  cards.hear('confirmation', {reason: 'Shall I really unlock Front door? Tell me the PIN within a minute.', expires_in_seconds: 60, pin: true});
                  await cards.propose('schedule', {in: '20 min', action: {tool: 'homeassistant_call_service', args: {domain: 'light', service: 'turn_off', data: {entity_id: 'light.hall'}}}});
                  cards.result('executed', {message: 'Planned.', undo: 'a9'});
                  await cards.propose('get_weather', {days: 3});
                  cards.result('executed');
                  await cards.propose('web_search', {query: 'Benfica'});
                  await cards.propose('add_shopping_item', {item: 'Milk'});
                  cards.result('executed', {undo: 'a12'});
                  await cards.propose(null, null, {raw: 'ACTION {"tool": homeassistant_call_service, "args": {'});
                  cards.result('malformed', {message: 'I tried to act on that, but my request was garbled, so nothing was done.'});
                  await light('lock.unlock', 'lock.front_door');
                  cards.hear('confirmation', {reason: 'Shall I really unlock Front door?', expires_in_seconds: 60});
                  cards.action.spoken();
                  await light('light.turn_on', 'light.porch');
                  cards.action.ended();
                  await light('light.turn_on', 'light.porch');
                  cards.result('executed', {...changed('light.porch', 'off', 'on'), undo: 'a16'});
                  cards.hear('undo', {outcome: 'executed', success: true, message: 'Done.', changes: []});
                })();
                """);
        browser.until(() -> browser.all(".cancel").size() == 1);
        browser.until(
                () -> (Boolean) browser.script("return [...document.querySelectorAll('jarvas-action')].every((card) =>"
                        + " [...card.shadowRoot.querySelectorAll('jarvas-icon')].every((icon) => icon.path))"));

        assertThat((Long) browser.script("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
        assertThat(browser.all(".action button, .action input")).allMatch(control -> control.getSize().height >= 44);
        page.keep("cards-%d-%s-%s".formatted(width, dark ? "dark" : "light", language));
        browser.script("scrollTo(0, 640)");
        page.keep("cards-%d-%s-%s-2".formatted(width, dark ? "dark" : "light", language));
        browser.script("scrollTo(0, 1400)");
        page.keep("cards-%d-%s-%s-3".formatted(width, dark ? "dark" : "light", language));
        Results found = new AxeBuilder().include("main").analyze(browser.driver());
        assertThat(found.getViolations()).isEmpty();
    }

    private void unlock(String then) {
        page.cards("return cards.call('lock.unlock', {entity_id: 'lock.front_door'})");
        page.cards(then);
        browser.until(() -> !browser.all("form").isEmpty());
    }

    private static ActionOutcome unlocked() {
        Instant now = Fixture.NOW;
        return new ActionOutcome.Executed(
                List.of(new StateChange(
                        new EntityId("lock.front_door"),
                        new EntityState("locked", Map.of(), now, now),
                        new EntityState("unlocked", Map.of(), now, now))),
                List.of(),
                Map.of());
    }

    private static ActionOutcome question() {
        return new ActionOutcome.NeedsConfirmation(
                ActionOutcome.NeedsConfirmation.Reason.RISKY,
                "lock.unlock",
                List.of("lock.front_door"),
                Fixture.NOW.plusSeconds(60),
                false);
    }

    private static WebElement card() {
        return browser.all(".action").getLast();
    }

    /// With what is only read aloud.
    private static String outcome() {
        return browser.all(".outcome").getLast().getDomProperty("textContent");
    }

    private static void press(String label) {
        browser.until(() ->
                browser.all(".action button").stream().anyMatch(button -> label.equals(button.getAccessibleName())));
        browser.all(".action button").stream()
                .filter(button -> label.equals(button.getAccessibleName()))
                .findFirst()
                .orElseThrow()
                .click();
    }
}
