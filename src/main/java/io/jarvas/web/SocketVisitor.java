package io.jarvas.web;

import io.jarvas.conversation.Person;
import io.jarvas.language.Language;

/// Who opened a WebSocket.
///
/// @param language of sentences, where a message asks for none
record SocketVisitor(Person person, Language language) {}
