package io.jarvas.tools;

/// A page that a search found. All of it is what others wrote.
///
/// @param text a few sentences of it, without markup
public record WebResult(String title, String address, String text) {}
