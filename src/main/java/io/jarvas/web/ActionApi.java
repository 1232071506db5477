package io.jarvas.web;

import io.jarvas.action.AuditEntry;
import io.jarvas.action.AuditLog;
import io.jarvas.action.Schedule;
import io.jarvas.action.Schedules;
import io.jarvas.conversation.Person;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.LiveHome;
import io.jarvas.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// What the API answers about actions: the log of them, a person's yes, no and undo, and what is scheduled.
///
/// Everything here is a person's own. Of another's, nobody learns that it exists; but an administrator may read
/// everybody's log.
final class ActionApi {
    /// Whose GET answers piece by piece.
    static final String EXPORT = "/api/actions/export";

    private final Parts parts;

    /// @param administrators who may read everybody's log
    record Parts(Taps taps, AuditLog audit, Schedules schedules, Administrators administrators, LiveHome home) {}

    ActionApi(Parts parts) {
        this.parts = parts;
    }

    List<Route> routes() {
        return List.of(
                Route.signedIn("GET", "/api/actions", this::page),
                Route.signedIn("GET", EXPORT, this::export),
                Route.ofOne("POST", "/api/actions/{id}/confirm", this::confirm),
                Route.ofOne("POST", "/api/actions/{id}/reject", this::reject),
                Route.ofOne("POST", "/api/actions/{id}/undo", this::undo),
                Route.signedIn("GET", "/api/schedules", this::schedules),
                Route.ofOne("DELETE", "/api/schedules/{id}", this::cancel));
    }

    private void page(Call call, Person person) {
        Optional<Person> whose = whose(call, person);
        Paging paging = Paging.of(call.query());
        call.json(
                200,
                paging.page(
                        "actions",
                        parts.audit().page(whose, paging.cursor(), paging.most()),
                        this::json,
                        AuditEntry::id));
    }

    private Map<String, @Nullable Object> json(AuditEntry entry) {
        Map<String, @Nullable Object> json = AuditExport.json(entry);
        json.put(
                "person_name",
                parts.administrators().name(entry.conversation().person()).orElse(null));
        return json;
    }

    private void export(Call call, Person person) {
        Optional<Person> whose = whose(call, person);
        AuditExport form = AuditExport.of(call.query().get("format").orElse("json"))
                .orElseThrow(() -> Refusal.badRequest("web.format"));
        Download file = new Download(call, form.type(), "jarvas-actions." + form.ending());
        file.write(form.head());
        AtomicBoolean first = new AtomicBoolean(true);
        parts.audit()
                .export(
                        whose,
                        entry -> file.write(first.getAndSet(false) ? "" : form.between())
                                .write(form.row().apply(entry)));
        file.write(form.foot()).end();
    }

    /// Whose actions are asked for; empty for everybody's.
    private Optional<Person> whose(Call call, Person person) {
        Optional<String> asked = call.query().get("person").filter(text -> !text.isEmpty());
        if (asked.isEmpty()) {
            return Optional.of(person);
        }
        if (!asked.get().equals("all")) {
            throw Refusal.badRequest("web.person");
        }
        if (!parts.administrators().include(person)) {
            throw Refusal.of(403, "web.administrators");
        }
        return Optional.empty();
    }

    private void confirm(Call call, Person person, String id) {
        ChatBody body = ChatBody.of(call.bodyOrNothing());
        answer(call, parts.taps().confirm(person, id, body, call.language()));
    }

    private void reject(Call call, Person person, String id) {
        call.discardBody();
        answer(call, parts.taps().reject(person, id, call.language()));
    }

    private void undo(Call call, Person person, String id) {
        ChatBody body = ChatBody.of(call.bodyOrNothing());
        answer(call, parts.taps().undo(person, id, body, call.language()));
    }

    private static void answer(Call call, Taps.Answer answer) {
        call.header("Cache-Control", "no-store");
        call.send(
                answer.status(), answer.isProblem() ? Refusals.PROBLEM : "application/json", Json.bytes(answer.json()));
    }

    private void schedules(Call call, Person person) {
        Paging paging = Paging.of(call.query());
        List<Schedule> schedules = parts.schedules().of(person).stream()
                .filter(schedule -> paging.cursor()
                        .filter(cursor -> place(schedule).compareTo(cursor) <= 0)
                        .isEmpty())
                .sorted(Comparator.comparing(ActionApi::place))
                .limit(paging.most())
                .toList();
        call.json(200, paging.page("schedules", schedules, this::json, ActionApi::place));
    }

    /// Where it stands among those of a person, the soonest first, even when it is there no longer.
    private static String place(Schedule schedule) {
        return String.format(Locale.ROOT, "%015d-%s", schedule.due().toEpochMilli(), schedule.id());
    }

    /// Without the service's own fields, which can hold the code of an alarm.
    private Map<String, @Nullable Object> json(Schedule schedule) {
        List<EntityId> targets = schedule.call().targets();
        return EventJson.object(
                "id",
                schedule.id(),
                "due",
                schedule.due().toString(),
                "state",
                EventJson.lower(schedule.state()),
                "service",
                schedule.call().id(),
                "entity_ids",
                targets.stream().map(EntityId::value).toList(),
                "names",
                targets.stream().map(this::name).toList(),
                "asked",
                schedule.words());
    }

    private String name(EntityId id) {
        return parts.home()
                .snapshot()
                .flatMap(home -> home.catalog().entity(id))
                .map(Entity::name)
                .orElse(id.value());
    }

    private void cancel(Call call, Person person, String id) {
        call.discardBody();
        if (parts.schedules().cancel(id, person).isEmpty()) {
            throw Refusal.of(404, "web.no_schedule");
        }
        call.empty(204);
    }
}
