import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Database from "libsql";
import { APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION } from "./schema";
import { UnusableFile } from "./UnusableFile";

/**
 * Opens the file, or makes it, for this process alone.
 *
 * An existing file is first judged on a copy, its write-ahead log included: merely opening a
 * damaged file can change it, and whoever gave us the wrong file wants it back as it was.
 */
export function openDatabase(path: string, Sqlite: typeof Database): Database.Database {
  if (existsSync(path)) examine(path, Sqlite);
  // Made before SQLite would, because SQLite would make it readable by everyone.
  else closeSync(openSync(path, "wx", 0o600));
  try {
    return prepare(path, Sqlite);
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith("SQLITE_BUSY"))
      throw new UnusableFile(
        path,
        "is in use by another emulator",
        "Stop that one, or give this one a file of its own.",
        { cause: error },
      );
    throw error;
  }
}

function prepare(path: string, Sqlite: typeof Database): Database.Database {
  const database = new Sqlite(path);
  try {
    // Two emulators on one file would each answer from their own memory: the first one keeps it.
    database.pragma("locking_mode=EXCLUSIVE");
    database.pragma("journal_mode=WAL");
    database.pragma("synchronous=FULL");
    database.exec("BEGIN EXCLUSIVE");
    const from = versionOf(database);
    for (const migration of MIGRATIONS.slice(from)) database.exec(migration);
    database.exec(`PRAGMA application_id=${APPLICATION_ID}; PRAGMA user_version=${SCHEMA_VERSION}`);
    database.exec("COMMIT");
  } catch (error) {
    database.close();
    throw error;
  }
  for (const file of [path, `${path}-wal`]) if (existsSync(file)) chmodSync(file, 0o600);
  return database;
}

function versionOf(database: Database.Database): number {
  return (database.prepare("PRAGMA user_version").get() as { user_version: number }).user_version;
}

function examine(path: string, Sqlite: typeof Database): void {
  if (isBlank(path)) return;
  const folder = mkdtempSync(join(tmpdir(), "commerce-services-emulator-"));
  try {
    const copy = join(folder, "copy");
    copyFileSync(path, copy);
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
    const problem = problemOf(copy, Sqlite);
    if (problem) throw new UnusableFile(path, problem.what, problem.fix);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Made but never written: what a process killed in its first moments leaves behind. */
function isBlank(path: string): boolean {
  const file = openSync(path, "r");
  try {
    return readSync(file, Buffer.alloc(1), 0, 1, 0) === 0;
  } finally {
    closeSync(file);
  }
}

const ANOTHER = "Give a file that this emulator made, or a path that does not exist yet.";

function problemOf(copy: string, Sqlite: typeof Database): { what: string; fix: string } | null {
  const header = Buffer.alloc(100);
  const file = openSync(copy, "r");
  const length = readSync(file, header, 0, 100, 0);
  closeSync(file);
  if (length < 100 || header.toString("latin1", 0, 16) !== "SQLite format 3\0")
    return { what: "is not a data file of this emulator", fix: ANOTHER };
  let database: Database.Database | undefined;
  try {
    database = new Sqlite(copy);
    const id = database.prepare("PRAGMA application_id").get() as { application_id: number };
    const tables = database.prepare("SELECT count(*) AS n FROM sqlite_schema").get() as {
      n: number;
    };
    // Killed between the making of the file and its first commit: ours, and still empty.
    if (id.application_id === 0 && tables.n === 0) return null;
    if (id.application_id !== APPLICATION_ID)
      return { what: "is a SQLite file of another program", fix: ANOTHER };
    const version = versionOf(database);
    if (version > SCHEMA_VERSION)
      return {
        what: `has schema version ${version}, and this emulator knows ${SCHEMA_VERSION} at most`,
        fix: "Update commerce-services-emulator.",
      };
    const [verdict] = database.prepare("PRAGMA integrity_check(1)").all() as {
      integrity_check: string;
    }[];
    if (verdict?.integrity_check === "ok") return null;
  } catch {
    // Anything SQLite cannot read is damage; its own words would name the copy, not the file.
  } finally {
    database?.close();
  }
  return { what: "is damaged", fix: "Restore it from a snapshot, or start with a new file." };
}
