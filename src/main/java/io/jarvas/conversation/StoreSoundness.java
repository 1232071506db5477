package io.jarvas.conversation;

/// What a look at the file of the store finds.
public enum StoreSoundness {
    SOUND,
    /// There is no file yet.
    ABSENT,
    DAMAGED,
    /// Written by a newer Jarvas.
    NEWER,
    /// It cannot be opened.
    UNREADABLE
}
