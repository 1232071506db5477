/// A demo model: a server that speaks Ollama's API, with rules in place of a language model.
@NullMarked
package io.jarvas.demo.model;

import org.jspecify.annotations.NullMarked;
