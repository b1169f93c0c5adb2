import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Adds the licences of everything that a bundle holds: their terms ask for it. */
export const licences = (fileName) => ({
  name: "licences",
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds);
    const folders = new Set(modules.map(packageOf).filter(Boolean));
    const source = [...folders].map(noticeOf).sort().join("\n");
    this.emitFile({ type: "asset", fileName, source });
  },
});

/** The folder of the package that a file is of; undefined for our own. */
function packageOf(file) {
  const [, folder] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
  return folder;
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const text = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  if (!text) return `${name} ${version} (${license})\n`;
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, text), "utf8").trim()}\n`;
}
