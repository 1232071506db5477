/// Sound in the forms that clients and services send it in.
@NullMarked
package io.jarvas.audio;

import org.jspecify.annotations.NullMarked;
