package io.jarvas.tools;

import io.jarvas.action.Tool;
import io.jarvas.action.UnusableArgumentsException;
import io.jarvas.home.Entity;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.LiveHome;
import java.util.Map;

/// `add_shopping_item`: writes an item on the shopping list, or on another list.
///
/// ```
/// {"item": "milk"}
/// {"item": "screws", "list": "Workshop"}
/// ```
final class AddShoppingItem implements Tool.Acting {
    private static final int LONGEST = 200;
    private static final int CREATE = 1;

    private final LiveHome home;

    AddShoppingItem(LiveHome home) {
        this.home = home;
    }

    @Override
    public String name() {
        return "add_shopping_item";
    }

    @Override
    public Map<String, Object> call(Map<String, Object> given) {
        Arguments arguments = new Arguments(given);
        String item = Texts.line(arguments.required("item", "name"), LONGEST);
        HomeSnapshot now = home.snapshot().orElseThrow(() -> new UnusableArgumentsException("the home is not known"));
        Entity list = Lists.one(new Exposed(now), arguments, CREATE);
        return Map.of(
                "domain",
                "todo",
                "service",
                "add_item",
                "data",
                Map.of("entity_id", list.id().value(), "item", item));
    }
}
