package io.jarvas.voice;

/// A piece of an answer that is ready to be spoken, as it is written.
///
/// @param begins whether a line begins with it, so that it may be a heading, an item of a list, a row of a table
/// @param ends whether a sentence ends with it; a clause does not
record Piece(String text, boolean begins, boolean ends) {}
