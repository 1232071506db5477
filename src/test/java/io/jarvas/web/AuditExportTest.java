package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditExportTest {
    private static final AuditExport TABLE = AuditExport.of("csv").orElseThrow();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "=1+1|'=1+1",
                "+351 912|'+351 912",
                "-5 degrees|'-5 degrees",
                "@SUM(A1)|'@SUM(A1)",
                "＝1+1|'＝1+1",
                "`  =1`|`  '=1`",
                "on;=HYPERLINK(1)|on;'=HYPERLINK(1)",
                "on; -1|on; '-1",
                "turn on the lamp|turn on the lamp",
                "it is 20-25 °C; ok = yes|it is 20-25 °C; ok = yes",
                "say \"on\", please|say \"\"on\"\", please",
            })
    void noCellIsAFormula(String asked, String cell) {
        assertThat(TABLE.row().apply(FakeActions.entry("e1", "local", asked))).contains(",\"" + cell + "\",");
    }

    @Test
    void aCellAfterATabOrALineIsNoFormulaEither() {
        assertThat(TABLE.row().apply(FakeActions.entry("e1", "local", "a\t=1\r\n@b\n+c")))
                .contains("\"a\t'=1\r\n'@b\n'+c\"");
    }

    @Test
    void whatIsNoPlainValueIsJsonInItsCell() {
        assertThat(TABLE.row().apply(FakeActions.entry("e1", "local", "on")))
                .isEqualTo(
                        "\"e1\",\"2026-11-23T08:30:00Z\",\"local\",\"c1\",\"turn-1\",\"model\",\"on\","
                                + "\"homeassistant_call_service\",\"{\"\"domain\"\":\"\"light\"\"}\",\"allowed\",\"executed\",\"\","
                                + "\"light.turn_on\",\"[\"\"light.hall\"\"]\","
                                + "\"[{\"\"entity_id\"\":\"\"light.hall\"\",\"\"from\"\":\"\"off\"\",\"\"to\"\":\"\"on\"\"}]\",\"42.0\",\"false\"\r\n");
    }
}
