/// Ollama's API behind the ports of `llm`.
@NullMarked
package io.jarvas.ollama;

import org.jspecify.annotations.NullMarked;
