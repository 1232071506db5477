package io.jarvas.voice;

import io.jarvas.conversation.Person;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomePlaces;
import io.jarvas.home.HomePlaces.PlacedDevice;
import io.jarvas.home.HomePlaces.PlacedEntity;
import io.jarvas.speech.AssistRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/// Who it is that speaks to a device, and where. Safe to use from any thread.
final class Speakers {
    /// A phone is its owner's. Any other device is spoken to by whoever is in the room, who is known by the
    /// device alone.
    ///
    /// @param area the id of the one in which it is heard
    record Speaker(Person person, Optional<String> area) {}

    private static final Pattern ID = Pattern.compile("[\\w.:-]{1,100}");

    private final HomePlaces places;

    Speakers(HomePlaces places) {
        this.places = places;
    }

    Speaker of(AssistRequest request) {
        Optional<EntityId> satellite = request.satellite().flatMap(EntityId::parse);
        Optional<PlacedEntity> entity = satellite.flatMap(places::entity);
        Optional<String> device =
                request.device().filter(id -> ID.matcher(id).matches()).or(() -> entity.flatMap(PlacedEntity::device));
        Person person = device.flatMap(places::user)
                .map(Person::user)
                .or(() -> device.map(Person::satellite))
                .or(() -> satellite.map(id -> Person.satellite(id.value())))
                .orElse(Person.ASSIST);
        Optional<String> area = entity.flatMap(PlacedEntity::area)
                .or(() -> device.flatMap(places::device).flatMap(PlacedDevice::area));
        return new Speaker(person, area);
    }
}
