import Database from "libsql";
import type { Change, Contents, Journal } from "../account/world";
import type { Account } from "../rules/account";
import { openDatabase } from "./openDatabase";
import { dataSpaceFromRow, dataSpaceToRow, keyFromRow, keyToRow, projectFromRow } from "./rows";

/**
 * Keeps the world in a SQLite file. WAL with `synchronous=FULL`: a commit is on the disk before
 * the call is answered, so neither kill -9 nor a power cut loses what a client was told.
 */
export function sqliteJournal(path: string): Journal {
  const database = openDatabase(path, Database);
  const statements = {
    account: database.prepare("REPLACE INTO accounts VALUES (?, ?)"),
    key: database.prepare("REPLACE INTO keys VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"),
    keyForgotten: database.prepare("DELETE FROM keys WHERE public_key = ?"),
    project: database.prepare("REPLACE INTO projects VALUES (?,?,?,?,?,?)"),
    dataSpace: database.prepare("REPLACE INTO data_spaces VALUES (?,?,?,?,?,?,?,?,?)"),
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
      case "project": {
        const { projectId, mageId, environment, name, createdAt, updatedAt } = change.value;
        statements.project.run(projectId, mageId, environment, name, createdAt, updatedAt);
        break;
      }
      case "dataSpace":
        statements.dataSpace.run(...dataSpaceToRow(change.value));
        break;
    }
  }

  const saveAll = database.transaction((changes: readonly Change[]) => {
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
    clear: () =>
      database.exec(
        "BEGIN; DELETE FROM accounts; DELETE FROM keys; DELETE FROM projects; DELETE FROM data_spaces; COMMIT",
      ),
    close: () => {
      database.pragma("wal_checkpoint(TRUNCATE)");
      database.close();
    },
  };
}
