package io.jarvas.assistant;

import io.jarvas.memory.Meanings;
import io.jarvas.memory.Memories;
import io.jarvas.memory.Recall;

/// What the assistant remembers with.
///
/// @param recall which memories a turn is told
/// @param memories where what is learnt is kept
/// @param meanings are worked out while nobody writes
/// @param learns whether the owner wants facts drawn from conversations
public record Remembering(Recall recall, Memories memories, Meanings meanings, boolean learns) {}
