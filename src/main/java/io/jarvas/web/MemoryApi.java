package io.jarvas.web;

import io.jarvas.conversation.Person;
import io.jarvas.memory.Kept;
import io.jarvas.memory.Memories;
import io.jarvas.memory.Memories.Editor;
import io.jarvas.memory.Memory;
import io.jarvas.memory.Scope;
import io.jarvas.memory.Source;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the API answers about memories: a person's own, and the household's; to administrators those of a satellite.
final class MemoryApi {
    private static final Pattern INVISIBLE = Pattern.compile("[\\s\\p{C}\\p{Z}]*");

    private static final String ALL = "/api/memories";
    private static final String ONE = "/api/memories/{id}";

    private final Memories memories;
    private final Administrators administrators;

    MemoryApi(Memories memories, Administrators administrators) {
        this.memories = memories;
        this.administrators = administrators;
    }

    List<Route> routes() {
        return List.of(
                Route.signedIn("GET", ALL, this::page),
                Route.signedIn("POST", ALL, this::keep),
                Route.signedIn("PUT", "/api/memories/wanted", this::want),
                Route.ofOne("PATCH", ONE, this::edit),
                Route.ofOne("DELETE", ONE, this::forget));
    }

    private void page(Call call, Person asking) {
        Person person = administrators.whose(call, asking);
        Paging paging = Paging.of(call.query());
        Map<String, @Nullable Object> page = paging.page(
                "memories",
                memories.page(person, paging.cursor(), paging.most()),
                memory -> json(memory, person),
                Memory::id);
        page.put("wanted", memories.wanted(person));
        call.json(200, page);
    }

    /// Where another's came from is theirs alone.
    private Map<String, @Nullable Object> json(Memory memory, Person person) {
        boolean mine = memory.owner().equals(person);
        Source source = memory.source();
        return EventJson.object(
                "id",
                memory.id(),
                "text",
                memory.text(),
                "scope",
                EventJson.lower(memory.scope()),
                "source",
                EventJson.object(
                        "kind",
                        EventJson.lower(source.kind()),
                        "conversation_id",
                        mine && !source.conversation().isEmpty() ? source.conversation() : null,
                        "turn_id",
                        mine && !source.turn().isEmpty() ? source.turn() : null),
                "changed",
                memory.changed().toString(),
                "mine",
                mine);
    }

    private void keep(Call call, Person person) {
        ChatBody body = ChatBody.of(call.body());
        String text = text(body).orElseThrow(MemoryApi::noText);
        Kept kept = memories.keep(person, scope(body).orElse(Scope.PERSON), text, Source.WRITTEN);
        answer(call, person, kept, 201);
    }

    private void edit(Call call, Person person, String id) {
        ChatBody body = ChatBody.of(call.body());
        Optional<String> text = text(body);
        Optional<Scope> scope = scope(body);
        if (text.isEmpty() && scope.isEmpty()) {
            throw Refusal.badRequest("web.memory_change");
        }
        answer(call, person, memories.edit(editor(person), id, scope, text), 200);
    }

    /// @param status where it is remembered from now on
    private void answer(Call call, Person person, Kept kept, int status) {
        switch (kept) {
            case Kept.Remembered(Memory memory, List<Memory> replaced) ->
                call.json(status, answer(memory, replaced, person));
            case Kept.Known(Memory memory) -> call.json(200, answer(memory, List.of(), person));
            case Kept.Secret() -> throw Refusal.of(422, "web.memory_secret");
            case Kept.Off() -> throw Refusal.of(409, "web.memory_off");
            case Kept.Unknown() -> throw unknown();
        }
    }

    private Map<String, @Nullable Object> answer(Memory memory, List<Memory> replaced, Person person) {
        return EventJson.object(
                "memory",
                json(memory, person),
                "replaced",
                replaced.stream().map(old -> json(old, person)).toList());
    }

    private void forget(Call call, Person person, String id) {
        call.discardBody();
        if (!memories.forget(editor(administrators.whose(call, person)), id)) {
            throw unknown();
        }
        call.empty(204);
    }

    private void want(Call call, Person person) {
        boolean wanted = ChatBody.of(call.body()).flag("wanted");
        memories.want(person, wanted);
        if (wanted && !memories.wanted(person)) {
            throw Refusal.of(409, "web.memory_off");
        }
        call.json(200, Map.of("wanted", wanted));
    }

    private Editor editor(Person person) {
        return new Editor(person, administrators.include(person));
    }

    private static Refusal unknown() {
        return Refusal.of(404, "web.no_memory");
    }

    private static Refusal noText() {
        return Refusal.badRequest("web.memory_text", Memory.LONGEST);
    }

    /// On one line, where there is one.
    private static Optional<String> text(ChatBody body) {
        Optional<String> text = body.text("text").map(ChatBody::oneLine);
        if (text.filter(line -> INVISIBLE.matcher(line).matches() || line.length() > Memory.LONGEST)
                .isPresent()) {
            throw noText();
        }
        return text;
    }

    private static Optional<Scope> scope(ChatBody body) {
        return body.text("scope").map(name -> switch (name.toLowerCase(Locale.ROOT)) {
            case "person" -> Scope.PERSON;
            case "household" -> Scope.HOUSEHOLD;
            default -> throw Refusal.badRequest("web.scope");
        });
    }
}
