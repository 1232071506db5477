/// The port to a language model: a request goes out, chunks of an answer come back one by one.
@NullMarked
package io.jarvas.llm;

import org.jspecify.annotations.NullMarked;
