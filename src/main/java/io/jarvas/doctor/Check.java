package io.jarvas.doctor;

import java.util.Locale;

/// What the doctor looks at, in the order in which it is told.
public enum Check {
    SETTINGS,
    RUNNING,
    DATA_DIRECTORY,
    DISK,
    DATABASE,
    MEMORY,
    HOME_ADDRESS,
    HOME_TOKEN,
    HOME_VERSION,
    CLOCK,
    TIME_ZONE,
    HOME_SOCKET,
    HOME_EXPOSED,
    HOME_STATES,
    MODEL_ADDRESS,
    MODEL_VERSION,
    MODEL_INSTALLED,
    MODEL_WINDOW,
    MODEL_ANSWER,
    MODEL_STREAM,
    PUBLIC_ADDRESS,
    PUBLIC_STREAM,
    VOICE_LISTENING,
    VOICE_SPEAKING,
    VOICE_ASSIST;

    /// As programs read it: `home_token`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The key of its name for people.
    public String title() {
        return "doctor.check." + id();
    }
}
