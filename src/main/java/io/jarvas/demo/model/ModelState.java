package io.jarvas.demo.model;

/// The state of an entity as the prompt last gave it.
///
/// @param value `on`, `21.5`
/// @param detail what follows it on its line
record ModelState(String value, String detail) {}
