package io.jarvas.web;

import io.jarvas.assistant.Following;
import io.jarvas.assistant.Forgetting;
import io.jarvas.assistant.PastActions;
import io.jarvas.assistant.PastActions.PastAction;
import io.jarvas.conversation.ConversationEdits;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.ConversationSummary;
import io.jarvas.conversation.PastConversations;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoredConversation;
import io.jarvas.conversation.StoredTurn;
import io.jarvas.json.Json;
import io.jarvas.language.Language;
import io.jarvas.language.Sentences;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the API answers about a person's past conversations. Of another's, nobody learns that it exists; those of
/// satellites, which are nobody's own, administrators look after.
final class ConversationApi {
    /// Whose GET answers piece by piece.
    static final String EXPORT = "/api/conversations/{id}/export";

    private static final String ONE = "/api/conversations/{id}";
    private static final int LONGEST_QUERY = 200;
    private static final int LONGEST_TITLE = 200;

    private final PastConversations past;
    private final ConversationEdits edits;
    private final Forgetting forgetting;
    private final Following following;
    private final PastActions actions;
    private final Administrators administrators;

    /// @param kept its following knows which turns run
    /// @param administrators who may read and delete what satellites said
    ConversationApi(JarvasWeb.Kept kept, Administrators administrators) {
        this.administrators = administrators;
        past = kept.past();
        edits = kept.edits();
        forgetting = kept.forgetting();
        following = kept.following();
        actions = kept.actions();
    }

    List<Route> routes() {
        return List.of(
                Route.signedIn("GET", "/api/conversations", this::page),
                Route.ofOne("GET", ONE, this::one),
                Route.ofOne("PATCH", ONE, this::rename),
                Route.ofOne("DELETE", ONE, this::delete),
                Route.ofOne("GET", EXPORT, this::export),
                Route.signedIn("DELETE", "/api/me", this::erase));
    }

    private void page(Call call, Person asking) {
        Person person = administrators.whose(call, asking);
        String words = call.query().get("q").orElse("").strip();
        if (words.codePointCount(0, words.length()) > LONGEST_QUERY) {
            throw Refusal.badRequest("web.q");
        }
        Paging paging = Paging.of(call.query());
        List<ConversationSummary> found = past.page(person, words, paging.cursor(), paging.most());
        call.json(
                200,
                paging.page(
                        "conversations",
                        found,
                        summary -> {
                            Map<String, @Nullable Object> json = head(summary);
                            json.put("turn_count", summary.turns());
                            json.put(
                                    "hit",
                                    words.isEmpty()
                                            ? null
                                            : Hit.of(summary.hit()).json());
                            return json;
                        },
                        ConversationSummary::id));
    }

    private static Map<String, @Nullable Object> head(ConversationSummary summary) {
        return EventJson.object(
                "id",
                summary.id(),
                "title",
                summary.title(),
                "created",
                summary.created().toString(),
                "newest",
                summary.newest().toString());
    }

    private void one(Call call, Person asking, String id) {
        Person person = administrators.whose(call, asking);
        call.json(200, json(find(person, id), new ConversationKey(person, id), call.language()));
    }

    private StoredConversation find(Person person, String id) {
        return past.find(new ConversationKey(person, id)).orElseThrow(ConversationApi::unknown);
    }

    private static Refusal unknown() {
        return Refusal.of(404, "web.no_conversation");
    }

    private Map<String, @Nullable Object> json(
            StoredConversation conversation, ConversationKey key, Language language) {
        Map<String, List<PastAction>> done = actions.of(key, language).stream()
                .collect(Collectors.groupingBy(action -> action.entry().turn()));
        Map<String, @Nullable Object> json = head(conversation.summary());
        json.put(
                "turns",
                conversation.turns().stream()
                        .map(turn -> json(turn, done.getOrDefault(turn.id(), List.of())))
                        .toList());
        return json;
    }

    private Map<String, @Nullable Object> json(StoredTurn turn, List<PastAction> done) {
        return EventJson.object(
                "id",
                turn.id(),
                "text",
                turn.text(),
                "answer",
                turn.answer(),
                "state",
                state(turn),
                "current",
                turn.current(),
                "accepted",
                turn.accepted().toString(),
                "ended",
                turn.ended().map(Instant::toString).orElse(null),
                "actions",
                done.stream().map(PastActionJson::of).toList());
    }

    private String state(StoredTurn turn) {
        return switch (turn.state()) {
            case ACCEPTED -> following.runs(turn.conversation().person(), turn.id()) ? "running" : "interrupted";
            case WHOLE, CUT_SHORT -> EventJson.lower(turn.state());
        };
    }

    private void rename(Call call, Person person, String id) {
        String title = ChatBody.of(call.body())
                .text("title")
                .map(ChatBody::oneLine)
                .filter(text -> !text.isEmpty() && text.codePointCount(0, text.length()) <= LONGEST_TITLE)
                .orElseThrow(() -> Refusal.badRequest("web.title", LONGEST_TITLE));
        if (!edits.rename(new ConversationKey(person, id), title)) {
            throw unknown();
        }
        call.json(200, EventJson.object("id", id, "title", title));
    }

    private void delete(Call call, Person person, String id) {
        call.discardBody();
        if (!forgetting.delete(administrators.whose(call, person), id)) {
            throw unknown();
        }
        call.empty(204);
    }

    private void export(Call call, Person asking, String id) {
        Person person = administrators.whose(call, asking);
        String format = call.query().get("format").orElse("json");
        if (!List.of("json", "md").contains(format)) {
            throw Refusal.badRequest("web.conversation_format");
        }
        StoredConversation conversation = find(person, id);
        String type = format.equals("md") ? "text/markdown; charset=utf-8" : "application/json";
        String name = ConversationMarkdown.fileName(conversation.summary().title()) + "." + format;
        new Download(call, type, name)
                .write(
                        format.equals("md")
                                ? new ConversationMarkdown(Sentences.in(call.language())).of(conversation)
                                : Json.text(json(conversation, new ConversationKey(person, id), call.language()))
                                        + "\n")
                .end();
    }

    /// Asks for a word in the body, so that no stray request does it.
    private void erase(Call call, Person person) {
        if (ChatBody.of(call.bodyOrNothing())
                .text("confirm")
                .filter("everything"::equals)
                .isEmpty()) {
            throw Refusal.badRequest("web.confirm_everything");
        }
        forgetting.erase(person);
        call.empty(204);
    }
}
