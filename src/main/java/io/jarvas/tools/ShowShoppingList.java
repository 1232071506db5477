package io.jarvas.tools;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.Asking;
import io.jarvas.action.Tool;
import io.jarvas.home.Entity;
import io.jarvas.home.LiveHome;
import io.jarvas.home.ServiceCall;
import io.jarvas.home.ServiceCaller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `show_shopping_list`: what is still to be bought, or done.
///
/// ```
/// {}
/// {"list": "Workshop"}
/// ```
final class ShowShoppingList implements Tool.Reading {
    private static final int LONGEST = 200;

    private final LiveHome home;
    private final ServiceCaller caller;

    ShowShoppingList(LiveHome home, ServiceCaller caller) {
        this.home = home;
        this.caller = caller;
    }

    @Override
    public String name() {
        return "show_shopping_list";
    }

    @Override
    public ActionOutcome read(Map<String, Object> arguments, Asking asking) {
        return Answers.of(name(), () -> {
            Entity list = Lists.one(new Exposed(home.fresh()), new Arguments(arguments), 0);
            Map<?, ?> answer = Responses.of(
                    caller.call(new ServiceCall(
                            "todo", "get_items", List.of(list.id()), Map.of("status", List.of("needs_action")))),
                    list);
            List<Object> items = new ArrayList<>();
            for (Map<?, ?> item : Responses.objects(answer, "items")) {
                String summary = Responses.text(item, "summary", LONGEST);
                String due = Responses.text(item, "due", LONGEST);
                if (!summary.isEmpty()) {
                    items.add(due.isEmpty() ? summary : summary + " (" + due + ")");
                }
            }
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("list", Texts.line(list.name(), LONGEST));
            return Answers.rows(data, "items", items);
        });
    }
}
