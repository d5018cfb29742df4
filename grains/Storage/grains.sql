-- What Orleans' ADO.NET storage needs of grains.db. It looks its statements up by name and passes the parameters that
-- they name. Keys of dcmon's grains are strings, which Orleans calls the key's extension, and states have names, which
-- it calls the grain's type; its hashes of both are not needed.
CREATE TABLE IF NOT EXISTS OrleansStorage (
    ServiceId TEXT NOT NULL,
    GrainTypeString TEXT NOT NULL,
    GrainIdExtensionString TEXT NOT NULL,
    PayloadBinary BLOB,
    ModifiedOn TEXT NOT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (ServiceId, GrainTypeString, GrainIdExtensionString)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS OrleansQuery (
    QueryKey TEXT PRIMARY KEY,
    QueryText TEXT NOT NULL
) WITHOUT ROWID;

-- A statement is written only where it differs, so that a start writes nothing, and needs no room on the disk.

-- No row returned is a conflict: somebody else has written the state, or there is none of that version.
INSERT INTO OrleansQuery VALUES ('WriteToStorageKey', '
    INSERT INTO OrleansStorage (ServiceId, GrainTypeString, GrainIdExtensionString, PayloadBinary, ModifiedOn, Version)
    SELECT @ServiceId, @GrainTypeString, @GrainIdExtensionString, @PayloadBinary, datetime(''now''), 1
    WHERE @GrainStateVersion IS NULL OR EXISTS (
        SELECT 1 FROM OrleansStorage
        WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString
            AND GrainIdExtensionString = @GrainIdExtensionString)
    ON CONFLICT DO UPDATE
    SET PayloadBinary = excluded.PayloadBinary, ModifiedOn = excluded.ModifiedOn, Version = Version + 1
    WHERE Version = @GrainStateVersion
    RETURNING Version AS NewGrainStateVersion')
ON CONFLICT DO UPDATE SET QueryText = excluded.QueryText WHERE QueryText <> excluded.QueryText;

INSERT INTO OrleansQuery VALUES ('ReadFromStorageKey', '
    SELECT PayloadBinary, Version FROM OrleansStorage
    WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString
        AND GrainIdExtensionString = @GrainIdExtensionString')
ON CONFLICT DO UPDATE SET QueryText = excluded.QueryText WHERE QueryText <> excluded.QueryText;

-- The row stays, so that an activation which does not know that the state was cleared cannot write over what came since.
INSERT INTO OrleansQuery VALUES ('ClearStorageKey', '
    UPDATE OrleansStorage SET PayloadBinary = NULL, ModifiedOn = datetime(''now''), Version = Version + 1
    WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString
        AND GrainIdExtensionString = @GrainIdExtensionString AND Version = @GrainStateVersion
    RETURNING Version AS NewGrainStateVersion')
ON CONFLICT DO UPDATE SET QueryText = excluded.QueryText WHERE QueryText <> excluded.QueryText;
