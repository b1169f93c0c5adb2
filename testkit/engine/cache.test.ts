import { expect, it } from "vitest";
import { cachedEngine } from "./cache";

const linux = { env: {}, home: "/home/ada", platform: "linux", arch: "x64" } as const;
const below = "pulumi-commerce-services/engine/3.276.0";

it.each([
  ["the home's cache folder", linux, `/home/ada/.cache/${below}-linux-x64`],
  ["XDG_CACHE_HOME", { ...linux, env: { XDG_CACHE_HOME: "/x" } }, `/x/${below}-linux-x64`],
  [
    "no relative XDG_CACHE_HOME, as its specification says",
    { ...linux, env: { XDG_CACHE_HOME: "x" } },
    `/home/ada/.cache/${below}-linux-x64`,
  ],
  [
    "Library/Caches on a Mac",
    { ...linux, platform: "darwin", arch: "arm64" } as const,
    `/home/ada/Library/Caches/${below}-darwin-arm64`,
  ],
  [
    "LOCALAPPDATA on Windows",
    { ...linux, platform: "win32", env: { LOCALAPPDATA: "/Local" } } as const,
    `/Local/${below}-win32-x64`,
  ],
])("lies in %s", (_where, machine, folder) => {
  expect(cachedEngine(machine)).toBe(folder);
});
