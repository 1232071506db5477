-- With what machines come in: the SHA-256 of each token, never the token.
CREATE TABLE access_token (
    name TEXT NOT NULL PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
    created_ms INTEGER NOT NULL,
    used_ms INTEGER
) STRICT;
