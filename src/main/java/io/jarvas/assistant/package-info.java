/// The turn: one message with everything that is done to answer it.
@NullMarked
package io.jarvas.assistant;

import org.jspecify.annotations.NullMarked;
