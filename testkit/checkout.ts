import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The root of this checkout. Found by walking up from here. */
export function checkoutRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, "package-lock.json"))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error("testkit/ must lie in a checkout with a package-lock.json");
    folder = parent;
  }
  return folder;
}
