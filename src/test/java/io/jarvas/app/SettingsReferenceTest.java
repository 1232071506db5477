package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.app.SettingsReference.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SettingsReferenceTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (.+?) \\|");
    static final List<Setting> WITH_VALUE = SettingsReference.ALL.stream()
            .filter(setting -> CODE.matcher(setting.defaults()).matches())
            .toList();

    @TempDir
    private Path directory;

    @Test
    void itHasAllSettingsAndNoOther() {
        assertThat(SettingsReference.ALL)
                .extracting(Setting::key)
                .containsExactlyInAnyOrderElementsOf(SettingsReader.keys());
    }

    @ParameterizedTest
    @FieldSource("WITH_VALUE")
    void itsDefaultIsTheOneThatHolds(Setting setting) {
        Matcher value = CODE.matcher(setting.defaults());
        assertThat(value.matches()).isTrue();

        assertThat(read(Map.of(setting.key(), value.group(1)))).isEqualTo(read(Map.of()));
    }

    @Test
    void theDocumentHasItsTable() throws IOException {
        String table = SettingsReference.table();

        assertThat(Files.readString(Path.of("DOCS.md")))
                .as("DOCS.md must have this table:\n" + table)
                .contains("\n\n" + table + "\n");
    }

    @Test
    void thePortugueseDocumentHasTheSameSettingsAndValues() throws IOException {
        String document = Files.readString(Path.of("docs", "DOCS.pt.md"));
        String table = document.substring(
                document.indexOf("| chave |"), document.indexOf("\n\n", document.indexOf("| chave |")));

        assertThat(ROW.matcher(table).results().map(row -> row.group(1) + " " + codes(row.group(2))))
                .containsExactlyElementsOf(SettingsReference.ALL.stream()
                        .map(setting -> setting.key() + " " + codes(setting.defaults()))
                        .toList());
    }

    private static String codes(String markdown) {
        return CODE.matcher(markdown).results().map(MatchResult::group).collect(Collectors.joining(" "));
    }

    private Settings read(Map<String, String> values) {
        return new SettingsReader(
                        Map.of(
                                "JARVAS_HOME_ASSISTANT_URL", "http://home.local:8123",
                                "JARVAS_HOME_ASSISTANT_TOKEN", "long-lived",
                                "JARVAS_API_TOKEN", "secret"),
                        new SettingsReader.Places(directory, directory, directory, directory, directory))
                .read(values);
    }
}
