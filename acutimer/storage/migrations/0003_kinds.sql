-- From here on there are headaches, days with and without one, medicine, and numbers of an evening.
-- What is asked by its kind whenever it was (the headache that is open, the plan, the last session)
-- is found without reading a whole diary. An older acutimer opens such a journal for reading only.

CREATE INDEX entry_kind ON entry (kind, at_us);
