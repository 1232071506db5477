package io.jarvas.home;

/// Pictures of cameras. Safe to use from any thread.
public interface CameraPictures {
    /// What the camera sees now, as the file that it gives: JPEG or PNG.
    ///
    /// @throws HomeException where none can be had
    byte[] picture(EntityId camera);
}
