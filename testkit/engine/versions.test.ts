import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkoutRoot } from "../checkout";
import { buildArguments, cli, goEnvironment, languageHost } from "./goModules";
import { engineVersion, isAtLeast, languageHostVersion, oldestGoVersion } from "./versions";

it.each([
  ["v3.259.0", "3.254.0", true],
  ["3.254.0", "3.254.0", true],
  ["v3.253.99", "3.254.0", false],
  ["v4.0.0", "3.254.0", true],
  ["v2.300.0", "3.254.0", false],
  ["v3.260.0-alpha.x12", "3.254.0", true],
  ["v3.254.1", "3.254.0", true],
  ["", "3.254.0", false],
  ["command not found", "3.254.0", false],
])("takes %o for at least %s: %s", (version, oldest, expected) => {
  expect(isAtLeast(version, oldest)).toBe(expected);
});

describe("the Go modules", () => {
  const read = (path: string) =>
    readFileSync(join(checkoutRoot(), "testkit/engine/go", path), "utf8");

  it("are pinned to the versions that the build flags name", () => {
    expect(read("cli/go.mod")).toContain(`pulumi/pkg/v3 v${engineVersion}\n`);
    expect(read("cli/go.mod")).toContain(`pulumi/sdk/v3 v${engineVersion} `);
    expect(read("language-host/go.mod")).toContain(`pulumi/sdk/v3 v${languageHostVersion}\n`);
    for (const module of ["cli", "language-host"])
      expect(read(`${module}/go.mod`)).toContain(`\ngo ${oldestGoVersion}\n`);
  });

  it("come from the module proxy alone, each with a checksum", () => {
    for (const module of ["cli", "language-host"]) {
      // A replacement by a folder would be somebody's machine.
      expect(read(`${module}/go.mod`)).not.toMatch(/=>\s*[./~]/);
      expect(read(`${module}/go.sum`)).toMatch(/^(\S+ v\S+ h1:[\w+/]{43}=\n)+$/);
    }
  });

  it("are built with checksums binding, and without a C compiler", () => {
    expect(buildArguments(cli, "/new/pulumi")).toEqual([
      "build",
      "-mod=readonly",
      "-buildvcs=false",
      "-trimpath",
      "-v",
      "-tags",
      "osusergo grpcnotrace",
      "-ldflags",
      "-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.276.0",
      "-o",
      "/new/pulumi",
      "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    ]);
    expect(buildArguments(languageHost, "/new/host").slice(5)).toEqual([
      "-ldflags",
      "-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.68.0",
      "-o",
      "/new/host",
      "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    ]);
    expect(goEnvironment({ GOOS: "plan9", GOARCH: "mips", GOPROXY: "https://p" })).toEqual({
      GOPROXY: "https://p",
      CGO_ENABLED: "0",
      GOWORK: "off",
    });
  });
});
