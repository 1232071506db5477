package io.jarvas.action;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Schedules in memory.
public final class MemorySchedules implements ScheduleStore {
    private final List<Schedule> all = new ArrayList<>();
    private final Set<String> told = new HashSet<>();

    @Override
    public synchronized void add(Schedule schedule) {
        all.add(schedule);
    }

    @Override
    public synchronized boolean move(String id, Schedule.State from, Schedule.State to) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(id) && all.get(i).state() == from) {
                all.set(i, all.get(i).in(to));
                told.remove(id);
                return true;
            }
        }
        return false;
    }

    @Override
    public synchronized List<Schedule> open() {
        return all.stream()
                .filter(schedule -> switch (schedule.state()) {
                    case WAITING, RUNNING -> true;
                    case FAILED, MISSED, INTERRUPTED -> !told.contains(schedule.id());
                    case DONE, CANCELLED -> false;
                })
                .sorted(Comparator.comparing(Schedule::due).thenComparing(Schedule::id))
                .toList();
    }

    @Override
    public synchronized void told(String id) {
        told.add(id);
    }

    synchronized Schedule.State state(String id) {
        return all.stream()
                .filter(schedule -> schedule.id().equals(id))
                .map(Schedule::state)
                .findFirst()
                .orElseThrow();
    }
}
