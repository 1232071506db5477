package io.jarvas.tools;

/// Nothing exposed has a name that was asked for.
final class UnknownNameException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String name;

    UnknownNameException(String name) {
        super(name);
        this.name = Texts.line(name, 80);
    }

    String name() {
        return name;
    }
}
