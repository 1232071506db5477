package io.jarvas.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jarvas.action.UnusableArgumentsException;
import io.jarvas.tools.Times.Direction;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    /// A Monday.
    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 11, 23, 14, 5, 0, 0, ZoneId.of("Europe/Lisbon"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-24T15:00            | 2026-11-24 15:00
            2026-11-24 15:00:30         | 2026-11-24 15:00
            2026-11-24T15:00:00.000     | 2026-11-24 15:00
            2026-11-24T15:00:00Z        | 2026-11-24 15:00
            2026-07-24T15:00:00+00:00   | 2026-07-24 16:00
            2026-11-24 15:00:00+02:00   | 2026-11-24 13:00
            2026-11-24                  | 2026-11-24
            2026-1-5                    | 2026-01-05
            24/11/2026                  | 2026-11-24
            24/11/26 9:30               | 2026-11-24 09:30
            24.12.2026 18:00            | 2026-12-24 18:00
            24-12-2026                  | 2026-12-24
            24/12                       | 2026-12-24
            3/1                         | 2027-01-03
            12/24/2026                  | 2026-12-24
            15:00                       | 2026-11-23 15:00
            9:00                        | 2026-11-24 09:00
            3pm                         | 2026-11-23 15:00
            3:30 pm                     | 2026-11-23 15:30
            12am                        | 2026-11-24 00:00
            3:30 P.M.                   | 2026-11-23 15:30
            15h                         | 2026-11-23 15:00
            15h30                       | 2026-11-23 15:30
            at 5 pm                     | 2026-11-23 17:00
            at 17                       | 2026-11-23 17:00
            today at 15:00              | 2026-11-23 15:00
            tomorrow                    | 2026-11-24
            tomorrow at 3pm             | 2026-11-24 15:00
            tomorrow at 10 in the morning | 2026-11-24 10:00
            tomorrow at 8 in the evening | 2026-11-24 20:00
            tonight at 9                | 2026-11-23 21:00
            the day after tomorrow      | 2026-11-25
            friday                      | 2026-11-27
            Monday                      | 2026-11-23
            next Monday                 | 2026-11-30
            Friday at 9:15              | 2026-11-27 09:15
            24 December                 | 2026-12-24
            December 24 at 18:00        | 2026-12-24 18:00
            December 24th, 2027         | 2027-12-24
            24 Dec 2026                 | 2026-12-24
            the 28th at noon            | 2026-11-28 12:00
            now                         | 2026-11-23 14:05
            in 2 hours                  | 2026-11-23 16:05
            in a week                   | 2026-11-30 14:05
            hoje às 15h                 | 2026-11-23 15:00
            amanhã                      | 2026-11-24
            amanhã às 15h30             | 2026-11-24 15:30
            amanhã às 9 da manhã        | 2026-11-24 09:00
            amanhã às 3 da tarde        | 2026-11-24 15:00
            depois de amanhã            | 2026-11-25
            sexta-feira                 | 2026-11-27
            sexta às 9                  | 2026-11-27 09:00
            terça às 21:00              | 2026-11-24 21:00
            próxima segunda             | 2026-11-30
            24 de dezembro              | 2026-12-24
            24 de dezembro de 2027 às 18h | 2027-12-24 18:00
            1º de março                 | 2027-03-01
            dia 28 às 10h               | 2026-11-28 10:00
            ao meio-dia                 | 2026-11-24 12:00
            daqui a 3 dias              | 2026-11-26 14:05
            agora                       | 2026-11-23 14:05
            """)
    void whatIsToComeIsReadAsPeopleWriteIt(String text, String expected) {
        assertThat(read(text, Direction.AHEAD)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            yesterday           | 2026-11-22
            yesterday at 10pm   | 2026-11-22 22:00
            ontem               | 2026-11-22
            ontem às 22h        | 2026-11-22 22:00
            anteontem           | 2026-11-21
            9:00                | 2026-11-23 09:00
            20:00               | 2026-11-22 20:00
            24/12               | 2025-12-24
            friday              | 2026-11-20
            last monday         | 2026-11-16
            segunda passada     | 2026-11-16
            2 hours ago         | 2026-11-23 12:05
            há 2 horas          | 2026-11-23 12:05
            24h                 | 2026-11-22 14:05
            3 days              | 2026-11-20 14:05
            há uma semana       | 2026-11-16 14:05
            1 month ago         | 2026-10-23 14:05
            30 minutes ago      | 2026-11-23 13:35
            today               | 2026-11-23
            """)
    void whatWasIsReadAsPeopleWriteIt(String text, String expected) {
        assertThat(read(text, Direction.BACK)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soon",
                "sometime next year",
                "2026-13-01",
                "31/02/2026",
                "25:00",
                "15:75",
                "tomorrow with Ana",
                "ACTION: {}",
                "40 de dezembro",
                "-",
                "2026",
                "99999999999999999999"
            })
    void whatIsNotUnderstoodIsRefusedWithWhatWouldBeRight(String text) {
        assertThatThrownBy(() -> Times.read("start", text, NOW, Direction.AHEAD))
                .isInstanceOf(UnusableArgumentsException.class)
                .hasMessageContaining("\"start\"")
                .hasMessageContaining("2026-11-24T15:00");
    }

    private static String read(String text, Direction direction) {
        Times.Moment moment = Times.read("start", text, NOW, direction);
        return moment.time().isPresent()
                ? Times.shown(moment.day().atTime(moment.time().get()))
                : moment.day().toString();
    }
}
