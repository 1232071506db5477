package io.jarvas.tools;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.Asking;
import io.jarvas.action.Tool;
import io.jarvas.home.CameraPictures;
import io.jarvas.home.Entity;
import io.jarvas.home.LiveHome;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// `look`: what a camera sees now.
///
/// ```
/// {"camera": "Front door"}
/// ```
final class Look implements Tool.Reading {
    /// In bytes.
    private static final int LARGEST = 8 * 1024 * 1024;

    private static final int LONGEST_NAME = 100;

    private final LiveHome home;
    private final CameraPictures cameras;
    private final BooleanSupplier sees;

    /// @param sees whether a model that may answer sees pictures: one that does not would make up what it was
    /// shown
    Look(LiveHome home, CameraPictures cameras, BooleanSupplier sees) {
        this.home = home;
        this.cameras = cameras;
        this.sees = sees;
    }

    @Override
    public String name() {
        return "look";
    }

    @Override
    public ActionOutcome read(Map<String, Object> arguments, Asking asking) {
        if (!sees.getAsBoolean()) {
            return Answers.failed(ActionOutcome.Failure.Reason.MODEL_CANNOT_SEE, name(), "");
        }
        return Answers.attempt(name(), () -> {
            Exposed exposed = new Exposed(home.fresh());
            Entity camera = camera(exposed, new Arguments(arguments).text("camera", "entity_id"));
            byte[] picture = cameras.picture(camera.id());
            if (picture.length == 0 || picture.length > LARGEST) {
                return Answers.failed(
                        ActionOutcome.Failure.Reason.REFUSED, camera.id().value(), "no picture that can be shown");
            }
            return new ActionOutcome.Answered(
                    Map.of("camera", Texts.line(camera.name(), LONGEST_NAME)),
                    List.of(Base64.getEncoder().encodeToString(picture)));
        });
    }

    private static Entity camera(Exposed exposed, Optional<String> name) {
        List<Entity> all = exposed.of("camera");
        return name.isEmpty() && all.size() == 1 ? all.getFirst() : exposed.named(name.orElse("camera"), all);
    }
}
