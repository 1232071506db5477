package io.jarvas.demo.model;

/// A language of the demo model.
enum ModelLanguage {
    ENGLISH("en"),
    PORTUGUESE("pt");

    private final String tag;

    ModelLanguage(String tag) {
        this.tag = tag;
    }

    /// As its resources are named: `en`, `pt`.
    String tag() {
        return tag;
    }
}
