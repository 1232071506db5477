package io.jarvas.wyoming;

/// What a service is for, and the names that its `info` has for that.
enum ServiceKind {
    LISTENING("asr", "models", "supports_transcript_streaming"),
    SPEAKING("tts", "voices", "supports_synthesize_streaming");

    private final String programs;
    private final String models;
    private final String streaming;

    ServiceKind(String programs, String models, String streaming) {
        this.programs = programs;
        this.models = models;
        this.streaming = streaming;
    }

    String programs() {
        return programs;
    }

    String models() {
        return models;
    }

    String streaming() {
        return streaming;
    }
}
