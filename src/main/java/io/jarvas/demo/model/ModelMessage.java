package io.jarvas.demo.model;

/// A message of a prompt, as Ollama's API has it.
///
/// @param role `system`, `user`, `assistant`, `tool`
record ModelMessage(String role, String content) {}
