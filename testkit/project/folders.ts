import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkoutRoot } from "../checkout";

/** What a user's `npm install` would have put beside the program. */
const installed = ["@pulumi/pulumi", "pulumi-commerce-services", "typescript", "@types/node"];

export interface Folders {
  /** Holds the three below, and nothing else. */
  readonly root: string;
  /** The program's. */
  readonly dir: string;
  readonly home: string;
  readonly backend: string;
}

export interface Program {
  readonly name: string;
  /** The text of index.js, or of index.ts with `typescript`. */
  readonly program: string;
  readonly typescript?: boolean;
  /** Further files, by path inside the program's folder. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A program's folder as a user has it, and a Pulumi home and backend of its own, in a temporary folder. */
export function makeFolders({ name, program, typescript, files }: Program): Folders {
  // The blank is on purpose: a user's folder may have one.
  const root = mkdtempSync(join(tmpdir(), "commerce services "));
  const folders = {
    root,
    dir: join(root, "program"),
    home: join(root, "home"),
    backend: join(root, "backend"),
  };
  for (const folder of [folders.dir, folders.home, folders.backend]) mkdirSync(folder);
  const runtime = { name: "nodejs", options: { typescript: typescript ?? false } };
  const path = "node_modules/pulumi-commerce-services/plugin";
  const plugins = { providers: [{ name: "commerce-services", path }] };
  const main = typescript ? "index.ts" : "index.js";
  writeFiles(folders.dir, {
    // YAML reads JSON.
    "Pulumi.yaml": JSON.stringify({ name, runtime, plugins }),
    "package.json": JSON.stringify({ name, main, private: true }),
    ...(typescript && {
      "tsconfig.json": JSON.stringify({
        compilerOptions: { target: "es2022", module: "node16", strict: true, skipLibCheck: true },
        files: [main],
      }),
    }),
    [main]: program,
    ...files,
  });
  for (const name of installed) linkPackage(folders.dir, name);
  return folders;
}

export function writeFiles(dir: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
}

/**
 * Another installation of the package, with another Node and SDK, to run the tests on; set by
 * `npm run compat`. Without it the tests run on this checkout.
 */
export const installation = process.env.COMMERCE_TEST_INSTALL;

/** Links, not copies: the loader path then leads to this checkout's build, as built just now. */
function linkPackage(dir: string, name: string): void {
  const link = join(dir, "node_modules", name);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(join(installation ?? checkoutRoot(), "node_modules", name), link, "junction");
}
