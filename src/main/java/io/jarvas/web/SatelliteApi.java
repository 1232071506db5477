package io.jarvas.web;

import io.jarvas.assistant.Forgetting;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.Satellites;
import io.jarvas.conversation.Satellites.Satellite;
import io.jarvas.home.Area;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomePlaces;
import io.jarvas.home.HomePlaces.PlacedDevice;
import io.jarvas.home.HomePlaces.PlacedEntity;
import io.jarvas.home.LiveHome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the API answers about those who have a voice alone, to administrators. What is kept of one of them is read at
/// the paths of one's own, with [Administrators#SATELLITE].
final class SatelliteApi {
    private static final System.Logger LOG = System.getLogger(SatelliteApi.class.getName());

    private final Satellites satellites;
    private final Forgetting forgetting;
    private final Administrators administrators;
    private final HomePlaces places;
    private final LiveHome home;

    SatelliteApi(
            Satellites satellites,
            Forgetting forgetting,
            Administrators administrators,
            HomePlaces places,
            LiveHome home) {
        this.satellites = satellites;
        this.forgetting = forgetting;
        this.administrators = administrators;
        this.places = places;
        this.home = home;
    }

    List<Route> routes() {
        return List.of(
                Route.signedIn("GET", "/api/satellites", this::page),
                Route.ofOne("DELETE", "/api/satellites/{id}", this::erase));
    }

    private void page(Call call, Person person) {
        administrators.check(person);
        Paging paging = Paging.of(call.query());
        call.json(
                200,
                paging.page(
                        "satellites",
                        satellites.page(paging.cursor(), paging.most()),
                        this::json,
                        satellite -> satellite.person().id()));
    }

    private Map<String, @Nullable Object> json(Satellite satellite) {
        Optional<EntityId> entity = satellite.person().satellite().flatMap(EntityId::parse);
        Optional<PlacedEntity> placed = entity.flatMap(places::entity);
        Optional<PlacedDevice> device = placed.flatMap(PlacedEntity::device)
                .or(satellite.person()::satellite)
                .flatMap(places::device);
        Optional<String> area = placed.flatMap(PlacedEntity::area).or(() -> device.flatMap(PlacedDevice::area));
        return EventJson.object(
                "id",
                satellite.person().id(),
                "name",
                device.map(PlacedDevice::name).filter(name -> !name.isBlank()).orElse(null),
                "area",
                area.flatMap(this::areaName).orElse(null),
                "conversation_count",
                satellite.conversations(),
                "memory_count",
                satellite.memories(),
                "newest",
                satellite.newest().toString());
    }

    private Optional<String> areaName(String id) {
        return home.snapshot().map(known -> known.catalog().areas().get(id)).map(Area::name);
    }

    /// Where nothing is kept, nothing is left to do.
    private void erase(Call call, Person person, String id) {
        call.discardBody();
        Person satellite = administrators.satellite(person, id);
        forgetting.erase(satellite);
        LOG.log(System.Logger.Level.INFO, "What {0} said was erased by {1}.", satellite.id(), person.id());
        call.empty(204);
    }
}
