/// What the model is shown, and in which order. Pure: the same values give the same bytes.
@NullMarked
package io.jarvas.prompt;

import org.jspecify.annotations.NullMarked;
