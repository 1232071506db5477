/// A demo home and a demo model: servers that speak the real protocols of Home Assistant and Ollama.
@NullMarked
package io.jarvas.demo;

import org.jspecify.annotations.NullMarked;
