package io.jarvas.app;

import io.jarvas.action.AuditEntry;
import io.jarvas.action.AuditLog;
import io.jarvas.assistant.Answers;
import io.jarvas.conversation.Person;
import io.jarvas.language.Language;
import java.util.List;
import java.util.Optional;

/// Stands where the audit log and the answers to questions are wired in: there are none.
final class NothingYet implements Answers, AuditLog {
    @Override
    public Answered confirm(Person person, String action, Optional<String> pin, Language language) {
        return new Answered.Unknown();
    }

    @Override
    public Answered reject(Person person, String action, Language language) {
        return new Answered.Unknown();
    }

    @Override
    public Answered undo(Person person, String action, Optional<String> conversation, Language language) {
        return new Answered.Unknown();
    }

    @Override
    public void write(AuditEntry entry) {}

    @Override
    public List<AuditEntry> page(Optional<Person> person, Optional<String> before, int most) {
        return List.of();
    }
}
