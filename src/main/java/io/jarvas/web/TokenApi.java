package io.jarvas.web;

import io.jarvas.conversation.AccessToken;
import io.jarvas.conversation.AccessToken.Name;
import io.jarvas.conversation.AccessToken.Secret;
import io.jarvas.conversation.AccessTokens;
import io.jarvas.conversation.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the API answers about tokens, to administrators.
final class TokenApi {
    private static final String ALL = "/api/tokens";
    private static final System.Logger LOG = System.getLogger(TokenApi.class.getName());

    private final AccessTokens tokens;
    private final Administrators administrators;
    private final Runnable onRevoked;

    TokenApi(AccessTokens tokens, Administrators administrators, Runnable onRevoked) {
        this.tokens = tokens;
        this.administrators = administrators;
        this.onRevoked = onRevoked;
    }

    /// Whether what is asked at the path is about tokens.
    static boolean isAt(String path) {
        return path.equals(ALL) || path.startsWith(ALL + "/");
    }

    List<Route> routes() {
        return List.of(
                Route.signedIn("GET", ALL, this::list),
                Route.signedIn("POST", ALL, this::make),
                Route.ofOne("DELETE", "/api/tokens/{id}", this::revoke));
    }

    private void list(Call call, Person person) {
        check(person);
        call.json(
                200,
                EventJson.object(
                        "tokens", tokens.all().stream().map(TokenApi::json).toList()));
    }

    private static Map<String, @Nullable Object> json(AccessToken token) {
        return EventJson.object(
                "name",
                token.name().text(),
                "created",
                token.created().toString(),
                "last_used",
                token.lastUsed().map(Instant::toString).orElse(null));
    }

    private void make(Call call, Person person) {
        check(person);
        Name name = ChatBody.of(call.body())
                .text("name")
                .flatMap(Name::of)
                .orElseThrow(() -> Refusal.badRequest("web.token_name"));
        if (name.isReserved()) {
            throw taken();
        }
        Secret secret = tokens.make(name).orElseThrow(TokenApi::taken);
        LOG.log(System.Logger.Level.INFO, "The token {0} was made by {1}.", name.text(), person.id());
        call.json(201, EventJson.object("name", name.text(), "token", secret.text()));
    }

    private void revoke(Call call, Person person, String name) {
        check(person);
        call.discardBody();
        if (Name.of(name).filter(tokens::revoke).isEmpty()) {
            throw Refusal.of(404, "web.no_token");
        }
        LOG.log(System.Logger.Level.INFO, "The token {0} was revoked by {1}.", name, person.id());
        onRevoked.run();
        call.empty(204);
    }

    private static Refusal taken() {
        return Refusal.of(409, "web.token_taken");
    }

    private void check(Person person) {
        if (!administrators.include(person)) {
            throw Refusal.of(403, "web.tokens_administrators");
        }
    }
}
