/// The program: commands, settings, and the one place that constructs things.
@NullMarked
package io.jarvas.app;

import org.jspecify.annotations.NullMarked;
