-- Times are milliseconds since 1970, UTC.

CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY,
    created_ms INTEGER NOT NULL
) STRICT;

-- Two persons may use the same id for different conversations.
-- note: what the model must be told with the next message.
CREATE TABLE conversation (
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (person, id)
) STRICT;

-- What the person wrote and was shown. (person, conversation, id) is what a message refers to, so that no message can
-- belong to somebody else's turn.
CREATE TABLE turn (
    id TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    conversation TEXT NOT NULL,
    text TEXT NOT NULL,
    answer TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'accepted' CHECK (state IN ('accepted', 'whole', 'cut_short')),
    accepted_ms INTEGER NOT NULL,
    ended_ms INTEGER,
    UNIQUE (person, conversation, id),
    FOREIGN KEY (person, conversation) REFERENCES conversation (person, id) ON DELETE CASCADE
) STRICT;

-- What the model was sent and wrote, byte for byte. ordinal counts from 1 in each conversation, in the order in which the
-- model saw the messages. images is a JSON array of base64 texts.
CREATE TABLE prompt_message (
    person TEXT NOT NULL,
    conversation TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    turn TEXT NOT NULL,
    author TEXT NOT NULL CHECK (author IN ('person', 'assistant')),
    content TEXT NOT NULL,
    images TEXT NOT NULL,
    PRIMARY KEY (person, conversation, ordinal),
    FOREIGN KEY (person, conversation, turn) REFERENCES turn (person, conversation, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX prompt_message_turn ON prompt_message (person, conversation, turn);
