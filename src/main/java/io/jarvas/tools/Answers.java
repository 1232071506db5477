package io.jarvas.tools;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.ActionOutcome.Failed;
import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.home.HomeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// What reading tools answer.
final class Answers {
    /// Of the data of one answer, in characters, about.
    static final int LONGEST = 4_000;

    private Answers() {}

    /// What was read, or why it could not be.
    ///
    /// @param tool its name
    static ActionOutcome of(String tool, Supplier<Map<String, Object>> reading) {
        return attempt(tool, () -> new ActionOutcome.Answered(reading.get(), List.of()));
    }

    /// The outcome, or why there is none.
    static ActionOutcome attempt(String tool, Supplier<ActionOutcome> reading) {
        try {
            return reading.get();
        } catch (UnknownNameException e) {
            return failed(Failure.Reason.UNKNOWN, e.name(), "nothing exposed has that name");
        } catch (HomeException e) {
            Failure.Reason reason = switch (e.code()) {
                case UNREACHABLE, WRONG_TOKEN, ANSWER_LOST -> Failure.Reason.UNREACHABLE;
                case REFUSED -> Failure.Reason.REFUSED;
            };
            return failed(reason, tool, String.valueOf(e.getMessage()));
        }
    }

    static ActionOutcome failed(Failure.Reason reason, String subject, String detail) {
        return new Failed(List.of(new Failure(reason, subject, Texts.line(detail, 300))), List.of());
    }

    /// As many of the rows, from the first, as an answer has room for, and how many are left out.
    static Map<String, Object> rows(Map<String, Object> before, String name, List<? extends Object> rows) {
        List<Object> fitting = new ArrayList<>();
        int length = before.toString().length();
        for (Object row : rows) {
            length += row.toString().length() + 4;
            if (length > LONGEST) {
                break;
            }
            fitting.add(row);
        }
        Map<String, Object> data = new LinkedHashMap<>(before);
        data.put(name, fitting);
        if (fitting.size() < rows.size()) {
            data.put("left_out", rows.size() - fitting.size());
        }
        return data;
    }
}
