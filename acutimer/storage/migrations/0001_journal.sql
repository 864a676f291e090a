-- The journal. Entries are only ever added: a correction, a removal and an undo are entries too.

CREATE TABLE device (
    id TEXT NOT NULL PRIMARY KEY,
    is_this INTEGER NOT NULL CHECK (is_this IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX device_is_this ON device (is_this) WHERE is_this = 1;

CREATE TABLE entry (
    id TEXT NOT NULL PRIMARY KEY,            -- UUIDv7
    device TEXT NOT NULL REFERENCES device (id),
    seq INTEGER NOT NULL,                    -- 1, 2, 3 ... within the device
    hlc INTEGER NOT NULL,                    -- hybrid logical clock: 48 bits of ms, 16 of counter
    kind TEXT NOT NULL,
    at_us INTEGER NOT NULL,                  -- the moment it speaks of: UTC, microseconds from 1970
    offset_s INTEGER NOT NULL,               -- what the wall showed then: seconds east of UTC
    zone TEXT NOT NULL,                      -- and in which zone, by its IANA name; '' when unknown
    replaces TEXT,                           -- no reference: the entry may arrive later
    body TEXT NOT NULL CHECK (json_valid(body)),
    UNIQUE (device, seq)
) STRICT;

CREATE INDEX entry_at ON entry (at_us, kind);
CREATE INDEX entry_hlc ON entry (hlc, kind);
CREATE INDEX entry_replaces ON entry (replaces) WHERE replaces IS NOT NULL;

CREATE TRIGGER entry_never_changes BEFORE UPDATE ON entry
BEGIN
    SELECT RAISE(ABORT, 'an entry of the journal never changes');
END;

CREATE TRIGGER entry_never_goes BEFORE DELETE ON entry
BEGIN
    SELECT RAISE(ABORT, 'an entry of the journal is never deleted');
END;

-- INSERT OR REPLACE would otherwise delete without asking the trigger above.
CREATE TRIGGER entry_never_comes_twice BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry WHERE id = NEW.id OR (device = NEW.device AND seq = NEW.seq))
BEGIN
    SELECT RAISE(ABORT, 'this entry is in the journal already');
END;
