/** "CSEm", at offset 68 of the file: tells our files from other people's SQLite files. */
export const APPLICATION_ID = 0x4353456d;

/**
 * One entry a schema version; a file of version n is brought up to date by the entries after the
 * n-th, in one transaction. Entries are never edited, only added.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE accounts (
    mage_id TEXT PRIMARY KEY,
    document TEXT NOT NULL
  ) STRICT;
  CREATE TABLE keys (
    public_key TEXT PRIMARY KEY,
    mage_id TEXT NOT NULL,
    environment TEXT NOT NULL,
    label TEXT NOT NULL,
    client_token TEXT,
    verifier TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    accepted_from INTEGER NOT NULL,
    ended_by TEXT,
    ended_at INTEGER,
    refused_from INTEGER,
    last_used_at INTEGER
  ) STRICT;
  CREATE TABLE projects (
    project_id TEXT PRIMARY KEY,
    mage_id TEXT NOT NULL,
    environment TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE data_spaces (
    data_space_id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    feature_set TEXT NOT NULL,
    cloud_id TEXT,
    cleaned_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT;
  `,
  // The token of the portal outlives a restart.
  "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;",
];

export const SCHEMA_VERSION = MIGRATIONS.length;
