-- What is to be done later. It belongs to no conversation: a schedule outlives the one in which it was made.
-- call is the call of the service as JSON: {"domain", "service", "targets", "data"}.
-- told: whether the person knows of the state that it is in.
CREATE TABLE schedule (
    id TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    conversation TEXT NOT NULL,
    words TEXT NOT NULL,
    call TEXT NOT NULL,
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    due_ms INTEGER NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('waiting', 'running', 'done', 'failed', 'missed', 'interrupted', 'cancelled')),
    told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1))
) STRICT;

CREATE INDEX schedule_state ON schedule (state, due_ms);

-- What was proposed, and what became of it. ordinal counts in the order in which the entries came, and is what pages
-- go by. arguments is a JSON object, entities an array of texts, changes one of {"entity", "from", "to"}.
CREATE TABLE action (
    ordinal INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at_ms INTEGER NOT NULL,
    person TEXT NOT NULL,
    conversation TEXT NOT NULL,
    turn TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('model', 'undo', 'schedule')),
    asked TEXT NOT NULL,
    tool TEXT NOT NULL,
    arguments TEXT NOT NULL,
    verdict TEXT NOT NULL,
    outcome TEXT NOT NULL,
    detail TEXT NOT NULL,
    service TEXT NOT NULL,
    entities TEXT NOT NULL,
    changes TEXT NOT NULL,
    took_us INTEGER NOT NULL,
    undone INTEGER NOT NULL CHECK (undone IN (0, 1))
) STRICT;

CREATE INDEX action_person ON action (person, ordinal);

CREATE INDEX action_at ON action (at_ms);
