/// Who said what: persons, conversations, messages exactly as sent and received, and the ports to where they
/// are kept.
@NullMarked
package io.jarvas.conversation;

import org.jspecify.annotations.NullMarked;
