-- A conversation is shown with its actions.
CREATE INDEX action_conversation ON action (person, conversation, ordinal);
