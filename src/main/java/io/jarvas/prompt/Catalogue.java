package io.jarvas.prompt;

import io.jarvas.home.Area;
import io.jarvas.home.Entity;
import io.jarvas.home.Floor;
import io.jarvas.home.HomeCatalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The exposed entities as a model reads them: a heading an area, below it a line an entity.
///
/// ```
/// # Kitchen (cozinha) · Ground floor
/// light.kitchen_lights | Kitchen Lights | luzes da cozinha
/// ```
///
/// The same catalogue gives the same bytes.
final class Catalogue {
    private static final String NO_AREA = "(no area)";

    private static final Comparator<String> NO_AREA_LAST =
            Comparator.comparing((String heading) -> heading.equals(NO_AREA)).thenComparing(Comparator.naturalOrder());

    private Catalogue() {}

    static String of(HomeCatalog home) {
        Map<String, List<Entity>> areas = home.entities().values().stream()
                .collect(Collectors.groupingBy(
                        entity -> home.areaOf(entity)
                                .map(area -> heading(area, home.floorOf(area)))
                                .orElse(NO_AREA),
                        () -> new TreeMap<>(NO_AREA_LAST),
                        Collectors.toList()));
        StringBuilder text = new StringBuilder("HOME\n");
        areas.forEach((heading, entities) -> {
            text.append("# ").append(heading).append('\n');
            entities.forEach(entity -> text.append(line(entity)).append('\n'));
        });
        return text.toString();
    }

    private static String heading(Area area, Optional<Floor> floor) {
        return named(area.name(), area.aliases())
                + floor.map(on -> " · " + named(on.name(), on.aliases())).orElse("");
    }

    private static String named(String name, List<String> aliases) {
        String also = aliases.stream().map(HouseText::line).sorted().collect(Collectors.joining(", "));
        return HouseText.line(name) + (also.isEmpty() ? "" : " (" + also + ")");
    }

    private static String line(Entity entity) {
        List<String> fields = new ArrayList<>(List.of(entity.id().value(), HouseText.line(entity.name())));
        if (!entity.aliases().isEmpty()) {
            fields.add(entity.aliases().stream().map(HouseText::line).sorted().collect(Collectors.joining(", ")));
        }
        return String.join(" | ", fields);
    }
}
