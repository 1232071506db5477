/// Speaking with a person: the session's way from what is heard to what is spoken, and text made fit for speech.
@NullMarked
package io.jarvas.voice;

import org.jspecify.annotations.NullMarked;
