package io.jarvas.tools;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.action.Asking;
import io.jarvas.action.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `web_search`: what a search of the web finds.
///
/// ```
/// {"query": "opening hours of the Porto city museum"}
/// ```
final class SearchWeb implements Tool.Reading {
    private static final int RESULTS = 5;
    private static final int LONGEST_QUERY = 200;
    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_ADDRESS = 200;
    private static final int LONGEST_TEXT = 400;

    private final WebSearch web;

    SearchWeb(WebSearch web) {
        this.web = web;
    }

    @Override
    public String name() {
        return "web_search";
    }

    @Override
    public ActionOutcome read(Map<String, Object> arguments, Asking asking) {
        String query = Texts.line(new Arguments(arguments).required("query", "q"), LONGEST_QUERY);
        try {
            List<Map<String, Object>> rows = web.search(query, RESULTS).stream()
                    .limit(RESULTS)
                    .map(SearchWeb::row)
                    .toList();
            return new ActionOutcome.Answered(Answers.rows(Map.of("query", query), "results", rows), List.of());
        } catch (WebSearchException e) {
            Failure.Reason reason = switch (e.code()) {
                case UNREACHABLE -> Failure.Reason.UNREACHABLE;
                case REFUSED -> Failure.Reason.REFUSED;
            };
            return Answers.failed(reason, name(), String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Object> row(WebResult result) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("title", Texts.line(result.title(), LONGEST_TITLE));
        row.put("address", Texts.line(result.address(), LONGEST_ADDRESS));
        row.put("text", Texts.line(result.text(), LONGEST_TEXT));
        return row;
    }
}
