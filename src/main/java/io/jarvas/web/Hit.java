package io.jarvas.web;

import io.jarvas.conversation.ConversationSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A place that a search found, its marks turned into places in the text.
///
/// ```
/// turn on the ␂hall␃ light  →  {"text":"turn on the hall light","ranges":[{"start":12,"end":16}]}
/// ```
///
/// @param ranges of the words found, in UTF-16 units, as JavaScript and Java count
record Hit(String text, List<Range> ranges) {
    record Range(int start, int end) {}

    Hit {
        ranges = List.copyOf(ranges);
    }

    static Hit of(String marked) {
        StringBuilder text = new StringBuilder(marked.length());
        List<Range> ranges = new ArrayList<>();
        int start = -1;
        for (int i = 0; i < marked.length(); i++) {
            char c = marked.charAt(i);
            if (c == ConversationSummary.HIT_BEGINS) {
                start = text.length();
            } else if (c == ConversationSummary.HIT_ENDS) {
                if (start >= 0 && start < text.length()) {
                    ranges.add(new Range(start, text.length()));
                }
                start = -1;
            } else {
                text.append(c);
            }
        }
        return new Hit(text.toString(), ranges);
    }

    Map<String, @Nullable Object> json() {
        return EventJson.object(
                "text",
                text,
                "ranges",
                ranges.stream()
                        .map(range -> EventJson.object("start", range.start(), "end", range.end()))
                        .toList());
    }
}
