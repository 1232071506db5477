package io.jarvas.action;

import io.jarvas.reply.Action;
import java.time.Instant;

/// One thing that somebody wants done, from when it was proposed to its entry in the audit log.
///
/// @param at when it was proposed
record Case(String id, AuditEntry.Origin origin, Asking asking, Action action, Instant at) {}
