/// What is remembered of people and of the household: facts, how they are looked up, and the ports to where they are
/// kept.
@NullMarked
package io.jarvas.memory;

import org.jspecify.annotations.NullMarked;
