/// The home as Jarvas sees it: what the owner exposed, its live states, and the ports through which it is
/// read and acted on.
@NullMarked
package io.jarvas.home;

import org.jspecify.annotations.NullMarked;
