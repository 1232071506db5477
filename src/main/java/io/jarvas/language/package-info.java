/// The languages Jarvas speaks, and every sentence of its own in each of them.
@NullMarked
package io.jarvas.language;

import org.jspecify.annotations.NullMarked;
