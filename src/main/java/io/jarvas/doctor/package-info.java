/// The doctor: looks at everything that Jarvas needs, and says in a sentence what is wrong and what to do.
@NullMarked
package io.jarvas.doctor;

import org.jspecify.annotations.NullMarked;
