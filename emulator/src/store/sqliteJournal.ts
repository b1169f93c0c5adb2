import Database from "libsql";
import type { Change, Contents, Journal } from "../account/world";
import type { Account } from "../rules/account";
import { openDatabase } from "./openDatabase";
import {
  DATA_SPACE_COLUMNS,
  dataSpaceFromRow,
  dataSpaceToRow,
  KEY_COLUMNS,
  keyFromRow,
  keyToRow,
  PROJECT_COLUMNS,
  projectFromRow,
  projectToRow,
} from "./rows";

/**
 * Keeps the world in a SQLite file. WAL with `synchronous=FULL`: a commit is on the disk before
 * the call is answered, so neither kill -9 nor a power cut loses what a client was told.
 */
export function sqliteJournal(path: string): Journal {
  const database = openDatabase(path, Database);
  const statements = {
    account: database.prepare(upsert("accounts", ["mage_id", "document"])),
    key: database.prepare(upsert("keys", KEY_COLUMNS)),
    keyForgotten: database.prepare("DELETE FROM keys WHERE public_key = ?"),
    project: database.prepare(upsert("projects", PROJECT_COLUMNS)),
    dataSpace: database.prepare(upsert("data_spaces", DATA_SPACE_COLUMNS)),
  };

  function write(change: Change): void {
    switch (change.kind) {
      case "account":
        statements.account.run(change.value.mageId, JSON.stringify(change.value));
        break;
      case "key":
        statements.key.run(...keyToRow(change.value));
        break;
      case "keyForgotten":
        statements.keyForgotten.run(change.publicKey);
        break;
      case "project":
        statements.project.run(...projectToRow(change.value));
        break;
      case "dataSpace":
        statements.dataSpace.run(...dataSpaceToRow(change.value));
        break;
    }
  }

  const saveAll = database.transaction((changes: readonly Change[]) => {
    for (const change of changes) write(change);
  });
  const replaceAll = database.transaction((changes: readonly Change[]) => {
    for (const table of ["accounts", "keys", "projects", "data_spaces"])
      database.exec(`DELETE FROM ${table}`);
    for (const change of changes) write(change);
  });
  const rows = (table: string) => database.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all();

  return {
    load: (): Contents => ({
      accounts: rows("accounts").map(
        (row) => JSON.parse((row as { document: string }).document) as Account,
      ),
      keys: rows("keys").map(keyFromRow),
      projects: rows("projects").map(projectFromRow),
      dataSpaces: rows("data_spaces").map(dataSpaceFromRow),
    }),
    save: (changes) => {
      // One statement is a transaction by itself; two round trips saved on the common path.
      if (changes.length === 1) for (const change of changes) write(change);
      else if (changes.length > 1) saveAll(changes);
    },
    replaceAll: (changes) => replaceAll(changes),
    portalToken: (make) => {
      const kept = database.prepare("SELECT value FROM settings WHERE name = 'portalToken'").get();
      if (kept) return (kept as { value: string }).value;
      const token = make();
      database.prepare("INSERT INTO settings VALUES ('portalToken', ?)").run(token);
      return token;
    },
    close: () => {
      // The library lets go of the file when its statements are collected, whenever that is. The
      // next emulator may start at once, so the log is folded in and the lock given back by hand.
      database.pragma("journal_mode=DELETE");
      database.pragma("locking_mode=NORMAL");
      database.prepare("SELECT count(*) FROM settings").get();
      database.close();
    },
  };
}

/** REPLACE would do, but gives a changed row a new place, and lists are in the order of making. */
function upsert(table: string, [id = "", ...others]: readonly string[]): string {
  const columns = [id, ...others];
  const changes = others.map((column) => `${column} = excluded.${column}`);
  return `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})
    ON CONFLICT (${id}) DO UPDATE SET ${changes.join(", ")}`;
}
