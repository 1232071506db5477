package io.jarvas.endtoend;

import java.util.List;
import java.util.stream.Collectors;

/// All events of one turn.
record Answer(List<Event> events) {
    Answer {
        events = List.copyOf(events);
    }

    List<Event> all(String name) {
        return events.stream().filter(event -> event.is(name)).toList();
    }

    /// The one event of that name.
    Event only(String name) {
        List<Event> found = all(name);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " events " + name + " in " + events);
        }
        return found.getFirst();
    }

    /// The pieces of text, put together.
    String text() {
        return all(Event.TEXT).stream().map(event -> event.text("content")).collect(Collectors.joining());
    }

    String finalText() {
        return only("final_text").text("text");
    }

    List<String> outcomes() {
        return all("action_result").stream().map(event -> event.text("outcome")).toList();
    }

    boolean finished() {
        return Boolean.TRUE.equals(only("done").data().get("finished"));
    }
}
