package io.jarvas.conversation;

/// A conversation of a person. Two persons may use the same id for different conversations.
public record ConversationKey(Person person, String id) {}
