package io.jarvas.tools;

import io.jarvas.home.Entity;

/// The to-do lists of a home.
final class Lists {
    private Lists() {}

    /// The one that is named, or else the shopping list.
    ///
    /// @param feature that it should have, where several could be meant
    static Entity one(Exposed exposed, Arguments arguments, int feature) {
        return Fitting.one(exposed, "todo", Fitting.SHOPPING, arguments.text("list", "entity_id"), "list", feature);
    }
}
