package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GrafanaDashboardTest {
    private static final Path DASHBOARD = Path.of("docs", "grafana-dashboard.json");
    private static final Pattern METRIC = Pattern.compile("\\b(?:jarvas|jvm|process)_[a-z_]+");
    private static final Pattern LABELLED = Pattern.compile("\\b((?:jarvas|jvm)_[a-z_]+)\\{([a-z]+=\"[a-z_]+\")}");

    @Test
    void everyMetricThatItAsksForIsOnThePage() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            String page = Raw.get(jarvas.port(), "/metrics").body();
            for (String query : queries()) {
                assertThat(METRIC.matcher(query).results().map(MatchResult::group))
                        .as(query)
                        .isNotEmpty()
                        .allSatisfy(metric -> assertThat(page).containsPattern("(?m)^" + metric + "[{ ]"));
                assertThat(LABELLED.matcher(query).results())
                        .as(query)
                        .allSatisfy(metric -> assertThat(page)
                                .containsPattern("(?m)^" + metric.group(1) + "\\{[^}]*" + metric.group(2)));
            }
        }
    }

    @Test
    void panelsHaveIdsOfTheirOwnAndDoNotOverlap() throws Exception {
        TreeSet<String> squares = new TreeSet<>();
        int all = 0;
        for (Map<?, ?> panel : panels()) {
            Map<?, ?> place = (Map<?, ?>) panel.get("gridPos");
            for (int x = number(place, "x"); x < number(place, "x") + number(place, "w"); x++) {
                for (int y = number(place, "y"); y < number(place, "y") + number(place, "h"); y++) {
                    squares.add(x + " " + y);
                    all++;
                }
            }
        }
        assertThat(squares).hasSize(all);
        assertThat(panels()).extracting(panel -> panel.get("id")).doesNotHaveDuplicates();
    }

    private static int number(Map<?, ?> place, String member) {
        return ((Number) place.get(member)).intValue();
    }

    private static List<Map<?, ?>> panels() throws Exception {
        return maps(Json.object(Files.readString(DASHBOARD)).get("panels"));
    }

    private static List<String> queries() throws Exception {
        return panels().stream()
                .flatMap(panel -> maps(panel.get("targets")).stream())
                .map(target -> String.valueOf(target.get("expr")))
                .toList();
    }

    private static List<Map<?, ?>> maps(Object list) {
        return ((List<?>) list)
                .stream().<Map<?, ?>>map(each -> (Map<?, ?>) each).toList();
    }
}
