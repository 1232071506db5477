package io.jarvas.action;

import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;

/// What an action changed about an entity: its state, or only attributes of it (a brightness).
///
/// @param after as it was when the outcome was settled
public record StateChange(EntityId entity, EntityState before, EntityState after) {}
