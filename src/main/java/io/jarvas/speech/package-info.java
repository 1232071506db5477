/// The ports to speech: a voice's sound goes in and words come out, words go in and sound comes out, and what a
/// pipeline of Home Assistant's Assist asks for.
@NullMarked
package io.jarvas.speech;

import org.jspecify.annotations.NullMarked;
