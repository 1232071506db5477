package io.jarvas.tools;

import io.jarvas.action.Tool;
import io.jarvas.home.CameraPictures;
import io.jarvas.home.HomeRecords;
import io.jarvas.home.LiveHome;
import io.jarvas.home.ServiceCaller;
import io.jarvas.memory.Memories;
import io.jarvas.memory.MemorySearch;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The tools that a home offers to a model.
public final class Tools {
    private Tools() {}

    /// All of them, in the order in which a model is told of them.
    ///
    /// @param sees whether a model that may answer sees pictures
    /// @param web empty where the owner wants no search of the web
    public static List<Tool> of(
            LiveHome home,
            ServiceCaller caller,
            HomeRecords records,
            CameraPictures cameras,
            BooleanSupplier sees,
            Optional<WebSearch> web,
            Clock clock) {
        List<Tool> tools = new ArrayList<>(List.of(
                new GetStates(home),
                new GetHistory(home, records, clock),
                new GetWeather(home, caller),
                new ShowAgenda(home, caller, clock),
                new AddAgendaEvent(home, clock),
                new ShowShoppingList(home, caller),
                new AddShoppingItem(home),
                new Look(home, cameras, sees)));
        web.ifPresent(search -> tools.add(new SearchWeb(search)));
        return List.copyOf(tools);
    }

    /// Those by which a person has things remembered and forgotten.
    public static List<Tool> of(Memories memories, MemorySearch search) {
        return List.of(new SaveNote(memories), new Forget(memories, search));
    }
}
