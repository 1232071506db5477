-- title: the person's own; empty where there is none. newest_ms: when its newest message was taken in; null where it has none.
ALTER TABLE conversation ADD COLUMN title TEXT NOT NULL DEFAULT '';

ALTER TABLE conversation ADD COLUMN newest_ms INTEGER;

UPDATE conversation SET newest_ms = (
    SELECT max(accepted_ms) FROM turn WHERE turn.person = conversation.person AND turn.conversation = conversation.id);

CREATE INDEX conversation_newest ON conversation (person, newest_ms, id);

-- number: in the order in which messages were taken in; the index of words refers to it, so it must survive a VACUUM.
-- message_id: the client's own. parent: the number of the turn that it continued; null for the first.
-- current: whether the conversation goes on from it. told: the note that the model was told with it; null where it never
-- reached the model. The long texts stand last, so that nobody reads past them.
CREATE TABLE new_turn (
    number INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL,
    conversation TEXT NOT NULL,
    message_id TEXT,
    parent INTEGER,
    current INTEGER NOT NULL DEFAULT 1 CHECK (current IN (0, 1)),
    state TEXT NOT NULL DEFAULT 'accepted' CHECK (state IN ('accepted', 'whole', 'cut_short')),
    accepted_ms INTEGER NOT NULL,
    ended_ms INTEGER,
    told TEXT,
    text TEXT NOT NULL,
    answer TEXT NOT NULL DEFAULT '',
    UNIQUE (person, conversation, id),
    UNIQUE (person, message_id),
    FOREIGN KEY (person, conversation) REFERENCES conversation (person, id) ON DELETE CASCADE
) STRICT;

INSERT INTO new_turn (number, id, person, conversation, parent, state, accepted_ms, ended_ms, text, answer)
SELECT rowid, id, person, conversation, lag(rowid) OVER (PARTITION BY person, conversation ORDER BY rowid),
    state, accepted_ms, ended_ms, text, answer
FROM turn;

DROP TABLE turn;

ALTER TABLE new_turn RENAME TO turn;

CREATE INDEX turn_place ON turn (person, conversation, current, number);

-- current: that of its turn.
ALTER TABLE prompt_message ADD COLUMN current INTEGER NOT NULL DEFAULT 1 CHECK (current IN (0, 1));

CREATE INDEX prompt_message_current ON prompt_message (person, conversation, ordinal) WHERE current = 1;

-- What persons wrote and were shown, by word. Whoever asks it must name the person when it comes to the turn.
CREATE VIRTUAL TABLE turn_words USING fts5 (
    text, answer,
    content = 'turn', content_rowid = 'number',
    tokenize = 'unicode61 remove_diacritics 2'
);

-- What is deleted leaves the index at once, and not at some later merge.
INSERT INTO turn_words (turn_words, rank) VALUES ('secure-delete', 1);

INSERT INTO turn_words (turn_words) VALUES ('rebuild');

CREATE TRIGGER turn_added AFTER INSERT ON turn BEGIN
    INSERT INTO turn_words (rowid, text, answer) VALUES (new.number, new.text, new.answer);
    UPDATE conversation SET newest_ms = max(coalesce(newest_ms, new.accepted_ms), new.accepted_ms)
    WHERE person = new.person AND id = new.conversation;
END;

CREATE TRIGGER turn_answered AFTER UPDATE OF text, answer ON turn BEGIN
    INSERT INTO turn_words (turn_words, rowid, text, answer) VALUES ('delete', old.number, old.text, old.answer);
    INSERT INTO turn_words (rowid, text, answer) VALUES (new.number, new.text, new.answer);
END;

CREATE TRIGGER turn_deleted AFTER DELETE ON turn BEGIN
    INSERT INTO turn_words (turn_words, rowid, text, answer) VALUES ('delete', old.number, old.text, old.answer);
END;

CREATE TRIGGER turn_moved AFTER UPDATE OF current ON turn BEGIN
    UPDATE prompt_message SET current = new.current
    WHERE person = new.person AND conversation = new.conversation AND turn = new.id;
END;
