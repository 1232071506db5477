package io.jarvas.web;

import io.jarvas.action.AuditEntry;
import io.jarvas.action.AuditLog;
import io.jarvas.action.Schedule;
import io.jarvas.action.Schedules;
import io.jarvas.assistant.Answers;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoreException;
import io.jarvas.language.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Actions, their log and schedules that are the test's.
final class FakeActions implements Answers, AuditLog, Schedules {
    /// What was asked for: `confirm local a1 1234 en`.
    final List<String> asked = new CopyOnWriteArrayList<>();

    volatile Answered answer = new Answered.Unknown();
    /// The oldest first.
    final List<AuditEntry> log = new CopyOnWriteArrayList<>();

    final List<Schedule> schedules = new CopyOnWriteArrayList<>();
    /// After so many pages the log cannot be read any more.
    final AtomicInteger pagesLeft = new AtomicInteger(Integer.MAX_VALUE);

    @Override
    public Answered confirm(Person person, String action, Optional<String> pin, Language language) {
        return note("confirm", person, action, pin, language);
    }

    @Override
    public Answered reject(Person person, String action, Language language) {
        return note("reject", person, action, Optional.empty(), language);
    }

    @Override
    public Answered undo(Person person, String action, Optional<String> conversation, Language language) {
        return note("undo", person, action, conversation, language);
    }

    private Answered note(String what, Person person, String action, Optional<String> detail, Language language) {
        asked.add(String.join(" ", what, person.id(), action, detail.orElse("-"), language.tag()));
        return answer;
    }

    @Override
    public void write(AuditEntry entry) {
        log.add(entry);
    }

    @Override
    public Optional<AuditEntry> find(String id, Person person) {
        return log.stream()
                .filter(entry ->
                        entry.id().equals(id) && entry.conversation().person().equals(person))
                .findFirst();
    }

    @Override
    public List<AuditEntry> page(Optional<Person> person, Optional<String> before, int most) {
        if (pagesLeft.getAndDecrement() <= 0) {
            throw new StoreException("the disk", null);
        }
        List<AuditEntry> theirs = new ArrayList<>(log.reversed());
        theirs.removeIf(
                entry -> person.isPresent() && !entry.conversation().person().equals(person.get()));
        before.ifPresent(id -> theirs.removeIf(entry -> entry.id().compareTo(id) >= 0));
        return theirs.subList(0, Math.min(most, theirs.size()));
    }

    @Override
    public List<AuditEntry> of(ConversationKey conversation) {
        return log.stream()
                .filter(entry -> entry.conversation().equals(conversation))
                .toList();
    }

    @Override
    public void forgetBefore(Instant before) {
        log.removeIf(entry -> entry.at().isBefore(before));
    }

    @Override
    public List<Schedule> of(Person person) {
        return schedules.stream()
                .filter(schedule -> schedule.conversation().person().equals(person))
                .toList();
    }

    @Override
    public Optional<Schedule> cancel(String id, Person person) {
        Optional<Schedule> found =
                of(person).stream().filter(schedule -> schedule.id().equals(id)).findFirst();
        found.ifPresent(schedules::remove);
        return found.map(schedule -> schedule.in(Schedule.State.CANCELLED));
    }

    static AuditEntry entry(String id, String person, String asked) {
        return entry(id, person, asked, "turn-1");
    }

    static AuditEntry entry(String id, String person, String asked, String turn) {
        return new AuditEntry(
                id,
                Instant.parse("2026-11-23T08:30:00Z"),
                new ConversationKey(new Person(person), "c1"),
                turn,
                AuditEntry.Origin.MODEL,
                asked,
                "homeassistant_call_service",
                Map.of("domain", "light"),
                "allowed",
                "executed",
                "",
                List.of(new AuditEntry.Call("light.turn_on", List.of("light.hall"))),
                List.of(new AuditEntry.Change("light.hall", "off", "on")),
                Duration.ofMillis(42),
                false);
    }
}
