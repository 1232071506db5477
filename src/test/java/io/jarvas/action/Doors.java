package io.jarvas.action;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.home.LiveHome;
import io.jarvas.home.ServiceCaller;
import io.jarvas.language.Wish;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Doors to homes in memory, and whom they are opened for.
public final class Doors {
    public static final ConversationKey CONVERSATION = new ConversationKey(Person.LOCAL, "c");

    private Doors() {}

    public static Door of(LiveHome home, ServiceCaller caller, Clock clock) {
        return of(home, caller, CallRunner.Limits.DEFAULT, List.of(), Optional.empty(), clock);
    }

    public static Door of(
            LiveHome home,
            ServiceCaller caller,
            CallRunner.Limits limits,
            Collection<? extends Tool> tools,
            Optional<String> pin,
            Clock clock) {
        return of(home, caller, limits, tools, new MemorySchedules(), pin, clock);
    }

    public static Door of(
            LiveHome home,
            ServiceCaller caller,
            CallRunner.Limits limits,
            Collection<? extends Tool> tools,
            ScheduleStore schedules,
            Optional<String> pin,
            Clock clock) {
        return of(home, caller, limits, new Policy(), tools, schedules, pin, clock);
    }

    /// One that tells what was done.
    public static Door of(
            FakeHome home, CallRunner.Limits limits, ScheduleStore schedules, Consumer<AuditEntry> audit, Clock clock) {
        return of(home, home, limits, new Policy(), List.of(), schedules, audit, Optional.empty(), clock);
    }

    static Door of(
            LiveHome home,
            ServiceCaller caller,
            CallRunner.Limits limits,
            Policy policy,
            Collection<? extends Tool> tools,
            ScheduleStore schedules,
            Optional<String> pin,
            Clock clock) {
        return of(home, caller, limits, policy, tools, schedules, _ -> {}, pin, clock);
    }

    private static Door of(
            LiveHome home,
            ServiceCaller caller,
            CallRunner.Limits limits,
            Policy policy,
            Collection<? extends Tool> tools,
            ScheduleStore schedules,
            Consumer<AuditEntry> audit,
            Optional<String> pin,
            Clock clock) {
        CallRunner runner = new CallRunner(home, caller, limits);
        return new Door(new Door.Parts(
                home,
                new CallPlanner(home, policy),
                runner,
                new Undo(home, runner, policy, clock),
                tools,
                schedules,
                audit,
                pin,
                clock));
    }

    /// Who wants something done, and mentions everything.
    public static Asking acting() {
        return new Asking(CONVERSATION, "t", "do it", Wish.ACTS, _ -> true);
    }
}
