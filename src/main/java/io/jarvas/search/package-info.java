/// Finding the entities that a person's words are about.
@NullMarked
package io.jarvas.search;

import org.jspecify.annotations.NullMarked;
