import { escapeHidden } from "../../domain/sanitize";
import type { FoundProject } from "./resourcesIn";

const HEAD = `import { DataSpace, SaasProject } from "pulumi-commerce-services";

// These sign with the stack's default pair (commerce-services:publicKey and privateKey); give each a
// keyPair to sign with another. Say which store uses a data space, so that it can be guarded:
//   store: { name: "shop", role: "production" },
`;

/** A program that declares what the account has. Names are text of the service: quoted, never code. */
export function programText(projects: readonly FoundProject[]): string {
  return [HEAD, ...projects.map(declared)].join("\n");
}

function declared({ name, row, spaces }: FoundProject): string {
  const variable = name.replace(/-+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const project = `const ${variable} = new SaasProject(${quoted(name)}, {
  projectId: ${quoted(row.projectId)},
  name: ${quoted(row.projectName)},
});
`;
  const bindings = spaces.map(
    (space) => `new DataSpace(${quoted(space.name)}, {
  projectId: ${variable}.projectId,
  dataSpaceId: ${quoted(space.row.environmentId)},
  type: ${quoted(space.row.environmentType)},
  name: ${quoted(space.row.environmentName)},
});
`,
  );
  return [project, ...bindings].join("");
}

/** What a reader would not see stands as an escape: source must mean what it shows. */
const quoted = (text: string) => escapeHidden(JSON.stringify(text));
