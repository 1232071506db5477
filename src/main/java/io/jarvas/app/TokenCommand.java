package io.jarvas.app;

import io.jarvas.conversation.AccessToken;
import io.jarvas.conversation.AccessToken.Name;
import io.jarvas.conversation.AccessToken.Secret;
import io.jarvas.conversation.AccessTokens;
import io.jarvas.sqlite.Database;
import io.jarvas.sqlite.SqliteAccessTokens;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Makes, lists and revokes tokens, beside a Jarvas that runs or without one. What is changed counts at once.
final class TokenCommand {
    private final PrintStream output;
    private final PrintStream errors;

    TokenCommand(PrintStream output, PrintStream errors) {
        this.output = output;
        this.errors = errors;
    }

    /// What is to be done with which token.
    sealed interface Wish {
        record Add(Name name) implements Wish {}

        record Show() implements Wish {}

        record Revoke(Name name) implements Wish {}

        /// It names no token as they are named.
        record Misnamed() implements Wish {}
    }

    /// @param words after `token`
    /// @return nothing where they say nothing that can be done
    static Optional<Wish> wish(List<String> words) {
        if (words.equals(List.of("list"))) {
            return Optional.of(new Wish.Show());
        }
        if (words.size() != 2) {
            return Optional.empty();
        }
        Optional<Name> name = Name.of(words.getLast()).filter(given -> !given.isReserved());
        return switch (words.getFirst()) {
            case "add" -> Optional.of(name.<Wish>map(Wish.Add::new).orElseGet(Wish.Misnamed::new));
            case "revoke" -> Optional.of(name.<Wish>map(Wish.Revoke::new).orElseGet(Wish.Misnamed::new));
            default -> Optional.empty();
        };
    }

    /// @param data the data directory
    /// @return the process's exit code
    int run(Wish wish, Path data) {
        if (wish instanceof Wish.Misnamed) {
            return failed("A token's name is 1 to 50 characters of a to z, 0 to 9, - and _, and not api,"
                    + " which is the one in the settings.");
        }
        try (Resources resources = new Resources()) {
            AccessTokens tokens = new SqliteAccessTokens(database(data, resources), Clock.systemUTC());
            return switch (wish) {
                case Wish.Add(Name name) -> add(tokens, name);
                case Wish.Show() -> show(tokens.all());
                case Wish.Revoke(Name name) -> revoke(tokens, name);
                case Wish.Misnamed() -> Commands.FAILED;
            };
        }
    }

    /// A database that is there is used beside whoever has it; one that must be made first, or brought up to
    /// date, only where nobody has it.
    private static Database database(Path data, Resources resources) {
        return resources.add(
                "database", Database.beside(DataDirectory.database(data)).orElseGet(() -> {
                    DataDirectory directory = resources.add("data directory", DataDirectory.open(data));
                    return Database.open(directory.database());
                }));
    }

    private int add(AccessTokens tokens, Name name) {
        Optional<Secret> secret = tokens.make(name);
        if (secret.isEmpty()) {
            return failed("There is a token " + name.text() + " already: choose another name, or revoke it first.");
        }
        errors.println("The token " + name.text() + ", which is shown this once:");
        output.println(secret.get().text());
        return Commands.OK;
    }

    private int show(List<AccessToken> tokens) {
        if (tokens.isEmpty()) {
            errors.println("There are no tokens besides api_token in the settings.");
        }
        tokens.forEach(token -> output.println("%s  made %s  %s"
                .formatted(
                        token.name().text(),
                        token.created(),
                        token.lastUsed()
                                .map(Instant::toString)
                                .map("used "::concat)
                                .orElse("never used"))));
        return Commands.OK;
    }

    private int revoke(AccessTokens tokens, Name name) {
        if (!tokens.revoke(name)) {
            return failed("There is no token " + name.text() + ".");
        }
        output.println("The token " + name.text() + " is revoked.");
        return Commands.OK;
    }

    private int failed(String sentence) {
        errors.println(sentence);
        return Commands.FAILED;
    }
}
