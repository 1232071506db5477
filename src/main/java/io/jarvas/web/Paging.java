package io.jarvas.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which page of a list is asked for.
///
/// @param cursor the id that the last page ended with; empty for the first page
/// @param limit how many at most
record Paging(Optional<String> cursor, int limit) {
    private static final int USUAL = 50;
    private static final int LARGEST = 200;
    private static final int LONGEST_CURSOR = 200;

    static Paging of(Query query) {
        return new Paging(cursor(query), limit(query));
    }

    private static int limit(Query query) {
        int limit = query.get("limit")
                .map(text -> text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0)
                .orElse(USUAL);
        if (limit < 1 || limit > LARGEST) {
            throw Refusal.badRequest("web.limit", LARGEST);
        }
        return limit;
    }

    private static Optional<String> cursor(Query query) {
        Optional<String> cursor = query.get("cursor").filter(text -> !text.isEmpty());
        if (cursor.filter(text -> text.isBlank() || text.length() > LONGEST_CURSOR)
                .isPresent()) {
            throw Refusal.badRequest("web.id", "cursor");
        }
        return cursor;
    }

    /// How many to look for: one more tells whether there is another page.
    int most() {
        return limit + 1;
    }

    /// `{"memories":[…],"next_cursor":"…"}`, in an object that can take more.
    ///
    /// @param name of the list
    /// @param found [#most()] of them at most
    <T> Map<String, @Nullable Object> page(
            String name, List<T> found, Function<T, Map<String, @Nullable Object>> json, Function<T, String> id) {
        List<T> page = found.subList(0, Math.min(limit, found.size()));
        return EventJson.object(
                name,
                page.stream().map(json).toList(),
                "next_cursor",
                found.size() > limit ? id.apply(page.getLast()) : null);
    }
}
