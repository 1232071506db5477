package io.jarvas.tools;

import io.jarvas.action.UnusableArgumentsException;
import io.jarvas.home.Entity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which of several to-do lists or calendars is meant.
final class Fitting {
    static final Set<String> SHOPPING =
            Set.of("shopping", "groceries", "grocery", "shop", "compras", "supermercado", "mercearia", "mercado");
    static final Set<String> FAMILY = Set.of("family", "household", "home", "house", "familia", "casa", "agenda");

    private Fitting() {}

    /// The named one; else the only one; else the only one whose names hold one of the words.
    ///
    /// @param argument by which one is named
    /// @throws UnusableArgumentsException where there is none, or nothing says which
    static Entity one(
            Exposed exposed, String domain, Set<String> words, Optional<String> named, String argument, int feature) {
        List<Entity> all = exposed.of(domain);
        if (all.isEmpty()) {
            throw new UnusableArgumentsException("nothing exposed is a " + domain);
        }
        if (named.isPresent()) {
            try {
                return exposed.named(named.get(), all);
            } catch (UnknownNameException e) {
                throw which(argument, all);
            }
        }
        List<Entity> able =
                all.stream().filter(entity -> Exposed.has(entity, feature)).toList();
        List<Entity> possible = able.isEmpty() ? all : able;
        List<Entity> fitting =
                possible.stream().filter(entity -> called(entity, words)).toList();
        if (possible.size() == 1) {
            return possible.getFirst();
        }
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        throw which(argument, possible);
    }

    private static UnusableArgumentsException which(String argument, List<Entity> possible) {
        return new UnusableArgumentsException("\"" + argument + "\" is one of " + Exposed.choices(possible));
    }

    private static boolean called(Entity entity, Set<String> words) {
        return Stream.concat(Stream.of(entity.name(), entity.id().object()), entity.aliases().stream())
                .flatMap(name -> Stream.of(Texts.plain(name).split(" ")))
                .anyMatch(words::contains);
    }
}
