import type { Journal } from "../account/world";

/** Keeps nothing: the default, for tests. The database library is not even loaded. */
export const memoryJournal = (): Journal => ({
  load: () => ({ accounts: [], keys: [], projects: [], dataSpaces: [] }),
  save: () => {},
  replaceAll: () => {},
  portalToken: (make) => make(),
  close: () => {},
});
