package io.jarvas.search;

import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Requests to find entities by, as files keep them: one a line, of the language, the home (`en`, `pt`,
/// `mixed`), the person's words and what is accepted, separated by tabs.
///
/// What is accepted are entity ids, or conditions that an entity fulfils, separated by commas; any entity
/// of them counts. Conditions are separated by spaces and hold all together: `area=kitchen domain=light`.
/// Their keys: `area`, `floor`, `label`, `domain`, `class` (device class), `state`, and `part`, which the id
/// contains.
public final class SearchRequests {
    private SearchRequests() {}

    /// A request of a person.
    ///
    /// @param accepted as the file has it
    public record Request(String language, GeneratedHome.Naming home, String words, String accepted) {
        /// The entities of a home any of which answers the request.
        public Set<EntityId> accepted(HomeSnapshot snapshot) {
            Set<EntityId> ids = new TreeSet<>();
            for (String alternative : accepted.split(",")) {
                List<String> conditions = List.of(alternative.strip().split(" "));
                snapshot.catalog().entities().values().stream()
                        .filter(entity -> conditions.stream().allMatch(condition -> holds(condition, entity, snapshot)))
                        .map(Entity::id)
                        .forEach(ids::add);
            }
            return ids;
        }

        private static boolean holds(String condition, Entity entity, HomeSnapshot snapshot) {
            int equals = condition.indexOf('=');
            if (equals < 0) {
                return entity.id().value().equals(condition);
            }
            String value = condition.substring(equals + 1);
            HomeCatalog home = snapshot.catalog();
            return switch (condition.substring(0, equals)) {
                case "area" -> entity.area().filter(value::equals).isPresent();
                case "floor" ->
                    home.areaOf(entity)
                            .flatMap(area -> area.floor())
                            .filter(value::equals)
                            .isPresent();
                case "label" -> entity.labels().contains(value);
                case "domain" -> entity.id().domain().equals(value);
                case "class" -> value.equals(entity.capabilities().get("device_class"));
                case "state" ->
                    snapshot.state(entity.id())
                            .map(EntityState::value)
                            .filter(value::equals)
                            .isPresent();
                case "part" -> entity.id().value().contains(value);
                default -> throw new IllegalArgumentException("not a condition: " + condition);
            };
        }
    }

    /// The requests of a resource beside this class.
    public static List<Request> resource(String name) {
        return read(Words.lines(name));
    }

    /// The requests of the lines of a file, which may hold comments.
    ///
    /// @throws IllegalArgumentException where a line has not its four columns
    public static List<Request> read(List<String> lines) {
        List<Request> requests = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] columns = line.split("\t", -1);
            if (columns.length != 4) {
                throw new IllegalArgumentException("not four columns: " + line);
            }
            requests.add(new Request(columns[0], HOMES.get(columns[1]), columns[2], columns[3]));
        }
        return List.copyOf(requests);
    }

    private static final Map<String, GeneratedHome.Naming> HOMES = Map.of(
            "en", GeneratedHome.Naming.ENGLISH,
            "pt", GeneratedHome.Naming.PORTUGUESE,
            "mixed", GeneratedHome.Naming.MIXED);

    /// Words that are about nothing in these homes, one request a line.
    public static Stream<String> aboutNothing() {
        return Words.lines("about-nothing.txt").stream();
    }
}
