-- Whether the person wants to be remembered.
ALTER TABLE person ADD COLUMN remembered INTEGER NOT NULL DEFAULT 1 CHECK (remembered IN (0, 1));

-- Facts. conversation and turn: where it was said; empty where it was written down.
-- wording: the version of the words in memory_words.
CREATE TABLE memory (
    ordinal INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    scope TEXT NOT NULL CHECK (scope IN ('person', 'household')),
    text TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('asked', 'learned', 'written')),
    conversation TEXT NOT NULL,
    turn TEXT NOT NULL,
    changed_ms INTEGER NOT NULL,
    wording INTEGER NOT NULL
) STRICT;

CREATE INDEX memory_person ON memory (person, changed_ms, id);

CREATE INDEX memory_household ON memory (changed_ms, id) WHERE scope = 'household';

-- What the facts are found by: stems, and names of what they mean. What is deleted leaves no trace in the index.
CREATE VIRTUAL TABLE memory_words USING fts5 (stems, kin, tokenize = "ascii tokenchars '_'");

INSERT INTO memory_words (memory_words, rank) VALUES ('secure-delete', 1);

CREATE VIRTUAL TABLE memory_stems USING fts5vocab (memory_words, 'col');

CREATE TRIGGER memory_deleted AFTER DELETE ON memory BEGIN
    DELETE FROM memory_words WHERE rowid = old.ordinal;
END;

-- What a model says that a fact means: a byte a number.
CREATE TABLE memory_meaning (
    memory INTEGER NOT NULL PRIMARY KEY REFERENCES memory (ordinal) ON DELETE CASCADE,
    model TEXT NOT NULL,
    vector BLOB NOT NULL
) STRICT;
