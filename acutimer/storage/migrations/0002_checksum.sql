-- A sum over all columns of an entry. acutimer gives this connection entry_checksum(); texts go to
-- it as bytes, because in a damaged journal they may be no text.

ALTER TABLE entry ADD COLUMN checksum INTEGER NOT NULL DEFAULT -1;

DROP TRIGGER entry_never_changes;

UPDATE entry SET checksum = entry_checksum(
    CAST(id AS BLOB), CAST(device AS BLOB), seq, hlc, CAST(kind AS BLOB), at_us, offset_s,
    CAST(zone AS BLOB), CAST(replaces AS BLOB), CAST(body AS BLOB)
);

CREATE TRIGGER entry_never_changes BEFORE UPDATE ON entry
BEGIN
    SELECT RAISE(ABORT, 'an entry of the journal never changes');
END;
