import type { PropertyMap } from "commerce-services-testkit/inProcess/properties";
import type { Kind, Recorded } from "commerce-services-testkit/inProcess/stack";
import type { Deployment } from "commerce-services-testkit/project";

const TYPE = /^pulumi-nodejs:dynamic(?:\/commerce-services:(\w+)|:Resource)$/;
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** The resources of a state, as the model and the judge of test/crash look at them. */
export function recordedIn({ resources }: Deployment): Recorded[] {
  return resources.flatMap(({ urn, type, id, delete: old, initErrors, inputs, outputs }) => {
    const match = TYPE.exec(type);
    if (!match) return [];
    return {
      urn,
      name: urn.split("::").at(-1) ?? "",
      kind: (match[1] ?? "Store") as Kind,
      id: id ?? "",
      inputs: shown(inputs ?? {}) as PropertyMap,
      outputs: shown(outputs ?? {}) as PropertyMap,
      ...(old && { delete: true as const }),
      ...(initErrors && { initErrors: true as const }),
    };
  });
}

/** Secrets in clear where the export shows them, and a word in their place where it does not. */
function shown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== "object" || value === null) return value;
  const { plaintext, ...properties } = value as PropertyMap;
  if (SIGNATURE in properties)
    return typeof plaintext === "string" ? JSON.parse(plaintext) : "[secret]";
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shown(item)]));
}
