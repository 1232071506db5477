package io.jarvas.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jarvas.reply.Action;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleRequestTest {
    private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");
    /// A Monday.
    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 11, 23, 18, 30, 10, 0, LISBON);

    private static final Map<String, Object> OFF = Map.of(
            "tool",
            "homeassistant_call_service",
            "args",
            Map.of("domain", "light", "service", "turn_off", "data", Map.of("entity_id", "light.a")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            20 minutes                 | PT20M
            20 min                     | PT20M
            20min.                     | PT20M
            in 20 minutes              | PT20M
            20 minutes from now        | PT20M
            after 5 mins               | PT5M
            20                         | PT20M
            twenty minutes             | PT20M
            twenty-five minutes        | PT25M
            forty five seconds         | PT45S
            90 s                       | PT90S
            90s                        | PT90S
            90 seconds                 | PT90S
            1h30                       | PT1H30M
            1h30m                      | PT1H30M
            1h 30min                   | PT1H30M
            1 h                        | PT1H
            2m30                       | PT2M30S
            1 hour 30                  | PT1H30M
            1 hour and 30 minutes      | PT1H30M
            1 hour, 30 minutes         | PT1H30M
            1 hour and a half          | PT1H30M
            an hour and a half         | PT1H30M
            one and a half hours       | PT1H30M
            1.5 hours                  | PT1H30M
            1,5 horas                  | PT1H30M
            an hour                    | PT1H
            half an hour               | PT30M
            a half hour                | PT30M
            a quarter of an hour       | PT15M
            quarter of an hour         | PT15M
            three quarters of an hour  | PT45M
            an hour and a quarter      | PT1H15M
            2 minutes and a half       | PT2M30S
            PT20M                      | PT20M
            pt1h30m                    | PT1H30M
            P1DT2H                     | PT26H
            00:20:00                   | PT20M
            1:00:30                    | PT1H30S
            2 days                     | PT48H
            a week                     | PT168H
            1 day and a half           | PT36H
            20 minutos                 | PT20M
            daqui a 20 minutos         | PT20M
            daqui a 2 horas            | PT2H
            dentro de 10 minutos       | PT10M
            em 10 minutos              | PT10M
            meia hora                  | PT30M
            uma hora e meia            | PT1H30M
            Uma Hora E Meia            | PT1H30M
            hora e meia                | PT1H30M
            duas horas e meia          | PT2H30M
            uma hora e quinze          | PT1H15M
            uma hora e quinze minutos  | PT1H15M
            uma hora e um quarto       | PT1H15M
            um quarto de hora          | PT15M
            três quartos de hora       | PT45M
            um minuto e meio           | PT1M30S
            vinte e cinco minutos      | PT25M
            trinta segundos            | PT30S
            dois dias                  | PT48H
            uma semana                 | PT168H
            0 minutes                  | PT0S
            """)
    void aDelayIsReadInBothLanguages(String text, String expected) {
        assertThat(make(Map.of("in", text), NOW).due()).isEqualTo(NOW.plus(Duration.parse(expected)));
    }

    @Test
    void aDelayMayBeANumberOfMinutesOrAnObjectOfUnits() {
        assertThat(make(Map.of("in", 20), NOW).due()).isEqualTo(NOW.plusMinutes(20));
        assertThat(make(Map.of("in", 0.5), NOW).due()).isEqualTo(NOW.plusSeconds(30));
        assertThat(make(Map.of("in", Map.of("minutes", 20)), NOW).due()).isEqualTo(NOW.plusMinutes(20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "a while",
                "1:30",
                "23:00",
                "minutes",
                "20 apples",
                "20 minutes 30 apples",
                "half",
                "meia",
                "e meia",
                "and a half",
                "uma hora e meia hora",
                "an hour and",
                "PT",
                "P",
                "P20",
                "20 20",
                "2 weeks 3",
                "from now",
                "tomorrow",
                "-20 minutes",
                "-PT20M",
                "366 days",
                "53 weeks",
                "9999999 hours",
                "999999999999 minutes",
                "1e9 minutes",
                "20 minutes; 30 minutes"
            })
    void aDelayThatCannotBeIsRefused(String text) {
        assertThatThrownBy(() -> make(Map.of("in", text), NOW)).isInstanceOf(UnusableArgumentsException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            23:00                       | 2026-11-23T23:00
            23:00:30                    | 2026-11-23T23:00:30
            23.30                       | 2026-11-23T23:30
            11pm                        | 2026-11-23T23:00
            11 pm                       | 2026-11-23T23:00
            11:15 p.m.                  | 2026-11-23T23:15
            11p.m.                      | 2026-11-23T23:00
            at 11 PM                    | 2026-11-23T23:00
            12am                        | 2026-11-24T00:00
            12pm                        | 2026-11-24T12:00
            7am                         | 2026-11-24T07:00
            23h                         | 2026-11-23T23:00
            23h30                       | 2026-11-23T23:30
            23h30m                      | 2026-11-23T23:30
            às 23h30                    | 2026-11-23T23:30
            às 23:30h                   | 2026-11-23T23:30
            às 23 horas                 | 2026-11-23T23:00
            às onze da noite            | 2026-11-23T23:00
            7 da manhã                  | 2026-11-24T07:00
            7h da manhã                 | 2026-11-24T07:00
            sete e meia da manhã        | 2026-11-24T07:30
            7 e um quarto da manhã      | 2026-11-24T07:15
            8 menos um quarto da noite  | 2026-11-23T19:45
            um quarto para as 8 da noite| 2026-11-23T19:45
            dez para as oito da noite   | 2026-11-23T19:50
            8 menos 10 da noite         | 2026-11-23T19:50
            vinte e três                | 2026-11-23T23:00
            3 da tarde                  | 2026-11-24T15:00
            uma da tarde                | 2026-11-24T13:00
            2 da madrugada              | 2026-11-24T02:00
            meia-noite                  | 2026-11-24T00:00
            à meia noite e meia         | 2026-11-24T00:30
            meio-dia                    | 2026-11-24T12:00
            midnight                    | 2026-11-24T00:00
            noon                        | 2026-11-24T12:00
            24:00                       | 2026-11-24T00:00
            24:30                       | 2026-11-24T00:30
            quarter to midnight         | 2026-11-23T23:45
            7                           | 2026-11-24T07:00
            7 o'clock                   | 2026-11-24T07:00
            7 in the morning            | 2026-11-24T07:00
            7:30 in the evening         | 2026-11-23T19:30
            half past seven             | 2026-11-24T07:30
            half past seven pm          | 2026-11-23T19:30
            quarter past 9 at night     | 2026-11-23T21:15
            quarter to 9 at night       | 2026-11-23T20:45
            ten past eleven pm          | 2026-11-23T23:10
            10 minutes to 8 pm          | 2026-11-23T19:50
            nine thirty pm              | 2026-11-23T21:30
            18:30:10                    | 2026-11-23T18:30:10
            18:30                       | 2026-11-24T18:30
            18:31                       | 2026-11-23T18:31
            tonight at 11               | 2026-11-23T23:00
            tonight at 1                | 2026-11-24T01:00
            midnight tonight            | 2026-11-24T00:00
            today 23:00                 | 2026-11-23T23:00
            hoje às 23h                 | 2026-11-23T23:00
            hoje à noite às 10          | 2026-11-23T22:00
            esta noite às 10            | 2026-11-23T22:00
            this evening at 8           | 2026-11-23T20:00
            hoje à meia-noite           | 2026-11-24T00:00
            tomorrow 7:00               | 2026-11-24T07:00
            tomorrow at 7               | 2026-11-24T07:00
            7am tomorrow                | 2026-11-24T07:00
            tomorrow at noon            | 2026-11-24T12:00
            tomorrow evening at 8       | 2026-11-24T20:00
            amanhã às 7                 | 2026-11-24T07:00
            amanhã às 7 da tarde        | 2026-11-24T19:00
            amanhã de manhã às 8        | 2026-11-24T08:00
            amanhã à noite à uma        | 2026-11-25T01:00
            depois de amanhã às 9       | 2026-11-25T09:00
            the day after tomorrow at 9 | 2026-11-25T09:00
            friday 8:00                 | 2026-11-27T08:00
            on Friday at 8 pm           | 2026-11-27T20:00
            sexta às 8                  | 2026-11-27T08:00
            sexta-feira às 8h30         | 2026-11-27T08:30
            terça-feira às 20h          | 2026-11-24T20:00
            sábado às 10 da noite       | 2026-11-28T22:00
            domingo ao meio-dia         | 2026-11-29T12:00
            monday 23:00                | 2026-11-23T23:00
            monday 7:00                 | 2026-11-30T07:00
            next monday 23:00           | 2026-11-30T23:00
            próxima segunda às 23h      | 2026-11-30T23:00
            saturday night at 1         | 2026-11-29T01:00
            2026-11-24T07:00            | 2026-11-24T07:00
            2026-11-24T07:00:00         | 2026-11-24T07:00
            2026-11-24T07:00:00.000     | 2026-11-24T07:00
            2026-11-24 07:00            | 2026-11-24T07:00
            2026-11-24 7am              | 2026-11-24T07:00
            2026-11-24T07:00Z           | 2026-11-24T07:00
            2026-11-24T07:00:00+01:00   | 2026-11-24T06:00
            2026-11-24 07:00+01:00      | 2026-11-24T06:00
            2026-11-24T07:00+01:00[Europe/Madrid] | 2026-11-24T06:00
            2027-11-23T18:30            | 2027-11-23T18:30
            in 20 minutes               | 2026-11-23T18:50:10
            daqui a 20 minutos          | 2026-11-23T18:50:10
            """)
    void aTimeIsReadInBothLanguages(String text, LocalDateTime expected) {
        assertThat(make(Map.of("at", text), NOW).due()).isEqualTo(expected.atZone(LISBON));
    }

    @Test
    void aTimeMayBeTheNumberOfAnHour() {
        assertThat(make(Map.of("at", 23), NOW).due()).isEqualTo(NOW.with(LocalTime.of(23, 0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "later",
                "sunset",
                "tomorrow",
                "amanhã",
                "tonight",
                "friday",
                "25:00",
                "23:60",
                "23:00:61",
                "7:",
                ":30",
                "7 8",
                "11/24 7:00",
                "24/11 7:00",
                "13 da manhã",
                "15 am",
                "0 pm",
                "tomorrow friday 8:00",
                "2026-11-24 tomorrow 8:00",
                "monday friday 8:00",
                "tomorrow at midnight",
                "today 7:00",
                "hoje às 7 da manhã",
                "2026-11-23T18:30",
                "2026-11-22T23:00",
                "2026-13-01T07:00",
                "2026-02-30T07:00",
                "2026-11-24",
                "2027-11-23T18:31",
                "2026-11-22T23:00Z",
                "-7",
                "7 apples",
                "turn it off",
                "99999999999999"
            })
    void aTimeThatCannotBeIsRefused(String text) {
        assertThatThrownBy(() -> make(Map.of("at", text), NOW)).isInstanceOf(UnusableArgumentsException.class);
    }

    /// On 28 March 2027 the clocks go from 1:00 to 2:00, on 31 October 2027 from 2:00 to 1:00.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2027-03-27T20:00:00Z | 1:30             | 2027-03-28T01:30:00Z
            2027-03-27T20:00:00Z | 2027-03-28T01:30 | 2027-03-28T01:30:00Z
            2027-03-27T20:00:00Z | 7:00             | 2027-03-28T06:00:00Z
            2027-10-30T20:00:00Z | 1:30             | 2027-10-31T00:30:00Z
            2027-10-31T00:45:00Z | 1:30             | 2027-10-31T01:30:00Z
            2027-10-31T01:45:00Z | 1:30             | 2027-11-01T01:30:00Z
            2027-10-30T20:00:00Z | 7:00             | 2027-10-31T07:00:00Z
            2027-10-31T00:45:00Z | 2027-10-31T01:30:00+01:00 | -
            """)
    void aTimeHoldsWhenTheClocksAreSet(Instant now, String text, String expected) {
        Map<String, Object> at = Map.of("at", text);
        if (expected.equals("-")) {
            assertThatThrownBy(() -> make(at, now.atZone(LISBON))).isInstanceOf(UnusableArgumentsException.class);
        } else {
            assertThat(make(at, now.atZone(LISBON)).due().toInstant()).isEqualTo(Instant.parse(expected));
        }
    }

    @Test
    void aDelayOfHoursIsExactAndOneOfDaysIsOneOfTheCalendar() {
        ZonedDateTime evening = ZonedDateTime.of(2027, 3, 27, 20, 0, 0, 0, LISBON);
        assertThat(make(Map.of("in", "24 hours"), evening).due())
                .isEqualTo(evening.plusHours(24))
                .isEqualTo(ZonedDateTime.of(2027, 3, 28, 21, 0, 0, 0, LISBON));
        assertThat(make(Map.of("in", "1 day"), evening).due())
                .isEqualTo(ZonedDateTime.of(2027, 3, 28, 20, 0, 0, 0, LISBON));
    }

    @Test
    void whateverIsSaidIsATimeAheadOrRefused() {
        String[] words = ("7 23 23:00 1h30 1,5 99 -3 : h e and a half meia um quarto past to para menos midnight noon"
                        + " tomorrow amanhã hoje tonight friday sexta pm manhã noite in daqui minutes horas days 2026-11-24 PT5M")
                .split(" ");
        Random random = new Random(11);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int word = random.nextInt(5); word >= 0; word--) {
                text.append(words[random.nextInt(words.length)]).append(' ');
            }
            try {
                assertThat(make(Map.of(random.nextBoolean() ? "in" : "at", text.toString()), NOW)
                                .due())
                        .isBetween(NOW, NOW.plusYears(1));
                read++;
            } catch (UnusableArgumentsException e) {
                assertThat(e).hasMessageMatching(".{10,}");
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void theActionIsReadAsItStands() {
        assertThat(make(Map.of("in", 1), NOW).action())
                .isEqualTo(new Action(
                        "homeassistant_call_service",
                        Map.of("domain", "light", "service", "turn_off", "data", Map.of("entity_id", "light.a"))));
    }

    @Test
    void aCallWithoutItsToolIsACall() {
        Map<String, Object> call = Map.of("service", "light.turn_off", "entity_id", "light.a");
        assertThat(ScheduleRequest.of(Map.of("in", 1, "action", call), NOW))
                .isInstanceOfSatisfying(
                        ScheduleRequest.Make.class,
                        made -> assertThat(made.action()).isEqualTo(new Action("homeassistant_call_service", call)));
    }

    @Test
    void whatWaitsIsShownOrCancelled() {
        assertThat(ScheduleRequest.of(Map.of("list", true), NOW)).isEqualTo(new ScheduleRequest.Show());
        assertThat(ScheduleRequest.of(Map.of("cancel", " 01KAQ "), NOW)).isEqualTo(new ScheduleRequest.Cancel("01kaq"));
        for (String all : List.of("all", "All", "tudo", "todos", "everything")) {
            assertThat(ScheduleRequest.of(Map.of("cancel", all), NOW)).isEqualTo(new ScheduleRequest.Cancel("all"));
        }
    }

    @Test
    void argumentsThatWereFilledInWithNothingAreNone() {
        Map<String, Object> at = Map.of("at", "23:00", "in", "", "list", false, "cancel", " ");
        assertThat(make(at, NOW)).isEqualTo(make(Map.of("at", "23:00"), NOW));
        Map<String, Object> in = Map.of("in", "20 minutes", "at", "", "list", "false", "cancel", false);
        assertThat(make(in, NOW)).isEqualTo(make(Map.of("in", "20 minutes"), NOW));
        Map<String, Object> list = Map.of("list", true, "in", "", "at", "", "cancel", "", "action", Map.of());
        assertThat(ScheduleRequest.of(list, NOW)).isEqualTo(new ScheduleRequest.Show());
        Map<String, Object> cancel = Map.of("list", false, "in", "", "at", "", "cancel", "all", "action", Map.of());
        assertThat(ScheduleRequest.of(cancel, NOW)).isEqualTo(new ScheduleRequest.Cancel("all"));
    }

    @Test
    void whatIsNoRequestIsRefusedWithWhatWouldBeRight() {
        refused(Map.of(), "\"in\" or \"at\" with an \"action\"");
        refused(Map.of("list", false), "\"in\" or \"at\" with an \"action\"");
        refused(Map.of("in", "20 minutes"), "\"in\" or \"at\" with an \"action\"");
        refused(Map.of("action", OFF), "either \"in\"");
        refused(Map.of("in", 20, "at", "23:00", "action", OFF), "either \"in\"");
        refused(Map.of("in", 20, "action", OFF, "list", true), "one at a time");
        refused(Map.of("list", true, "cancel", "all"), "one at a time");
        refused(Map.of("cancel", ""), "\"cancel\" with an id");
        refused(Map.of("cancel", true), "\"cancel\" needs the id");
        refused(Map.of("in", 20, "action", "light.turn_off"), "\"action\" is an object");
        refused(Map.of("in", 20, "action", Map.of("args", Map.of())), "\"action\" is an object");
        refused(Map.of("in", 20, "action", Map.of("tool", "x", "args", "y")), "\"action\" is an object");
        refused(Map.of("in", 20, "action", Map.of("tool", "schedule", "args", Map.of("list", true))), "cannot be");
        refused(Map.of("in", true, "action", OFF), "\"in\" needs");
        refused(Map.of("at", List.of("23:00"), "action", OFF), "\"at\" needs");
        refused(Map.of("in", "400 days", "action", OFF), "one year");
        refused(Map.of("at", "today 7:00", "action", OFF), "has passed");
    }

    private static void refused(Map<String, Object> arguments, String right) {
        assertThatThrownBy(() -> ScheduleRequest.of(arguments, NOW))
                .isInstanceOf(UnusableArgumentsException.class)
                .hasMessageContaining(right);
    }

    private static ScheduleRequest.Make make(Map<String, Object> when, ZonedDateTime now) {
        Map<String, Object> arguments = new HashMap<>(when);
        arguments.put("action", OFF);
        return (ScheduleRequest.Make) ScheduleRequest.of(arguments, now);
    }
}
