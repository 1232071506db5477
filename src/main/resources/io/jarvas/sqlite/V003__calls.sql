-- An undo can come to several calls. calls is a JSON array of {"service", "entities"}, in the place of those two columns.
ALTER TABLE action ADD COLUMN calls TEXT NOT NULL DEFAULT '[]';
UPDATE action SET calls = json_array(json_object('service', service, 'entities', json(entities))) WHERE service <> '';
ALTER TABLE action DROP COLUMN service;
ALTER TABLE action DROP COLUMN entities;
