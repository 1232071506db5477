package io.jarvas.sqlite;

import io.jarvas.action.Schedule;
import io.jarvas.action.ScheduleStore;
import java.util.List;

/// Schedules in SQLite. Safe to use from any thread.
public final class SqliteSchedules implements ScheduleStore {
    private final Database database;

    public SqliteSchedules(Database database) {
        this.database = database;
    }

    @Override
    public void add(Schedule schedule) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean move(String id, Schedule.State from, Schedule.State to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Schedule> open() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void told(String id) {
        throw new UnsupportedOperationException(database.toString());
    }
}
