import { createPublicKey } from "node:crypto";
import type { Account } from "commerce-services-testkit/inProcess/account";
import type { Knobs } from "commerce-services-testkit/inProcess/program";
import type { PropertyMap } from "commerce-services-testkit/inProcess/properties";
import type { Recorded, Stack } from "commerce-services-testkit/inProcess/stack";
import { editedBy, type Operation } from "./operations";

/** What is wrong with account and stack after an operation that succeeded. Empty: they agree. */
export async function faultsOf(
  account: Pick<Account, "live" | "emulator" | "warnings">,
  stack: Stack,
  operation: Operation,
): Promise<string[]> {
  const contents = await account.emulator.snapshot();
  const projects = rowsOf(contents, "projects");
  const named = account.warnings.filter((text) => text.startsWith("CS5006")).join(" ");
  const twice = projects.length > 1 ? [`${projects.length} projects were made`] : [];
  if (operation.run === "destroy") {
    const left = stack.resources.length > 0 ? ["resources are left in the stack"] : [];
    const live = account.live().some((key) => !named.includes(key));
    return [...twice, ...left, ...(live ? ["a live pair is left in the account"] : [])];
  }
  const knobs = editedBy(operation);
  const key = stack.live("key");
  const unfit = key && !verifies(contents, key);
  const called = projects[0]?.name;
  return [
    ...twice,
    ...(unfit ? ["the recorded private key is not the live pair's"] : []),
    ...(called === knobs.projectName ? [] : [`the account's project is called ${called}`]),
    ...disagreements(account, stack, knobs, named),
  ];
}

/** @param excused public keys of pairs that may live although nobody declares them */
export function disagreements(
  account: Pick<Account, "live" | "emulator">,
  stack: Stack,
  knobs: Knobs,
  excused: string,
): string[] {
  const faults: string[] = [];
  const must = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault);
  };
  const key = stack.live("key");
  must(
    stack.resources.every((entry) => !entry.delete && !entry.initErrors),
    "a deletion is pending",
  );
  if (!key) return [...faults, "no pair is recorded"];
  const live = account.live();
  must(live.includes(key.id), "the declared pair does not work");
  must(
    live.every((other) => other === key.id || excused.includes(other)),
    "a pair that nobody declares is live",
  );
  must(key.outputs.status === "accepted", `the pair's status is ${key.outputs.status}`);
  for (const entry of stack.resources) {
    const [declared, held] = [entry.inputs, entry.outputs].map(
      ({ keyPair }) => keyPair as PropertyMap,
    );
    if (declared) {
      must(declared.publicKey === key.id, `${entry.name} is declared with another pair`);
      must(declared.privateKey === key.outputs.fingerprint, `${entry.name}: another fingerprint`);
      must(held?.publicKey === key.id, `${entry.name} holds another pair`);
      must(held?.privateKey === key.outputs.privateKey, `${entry.name} holds another private key`);
    }
  }
  must(stack.live("store")?.outputs.publicKey === key.id, "the store holds another pair");
  must(stack.live("project")?.outputs.name === knobs.projectName, "the project's name");
  must(stack.live("live")?.outputs.name === knobs.liveName, "the data space's name");
  must((stack.live("staging") !== undefined) === knobs.hasStaging, "the staging data space");
  if (knobs.hasStaging) {
    must(stack.live("staging")?.outputs.name === knobs.stagingSpace, "the staging space's name");
    must(stack.live("staging")?.outputs.cloudId === knobs.cloudId, "the staging space's cloudId");
  }
  const label = account.emulator.keys().find(({ publicKey }) => publicKey === key.id)?.label;
  must(label === knobs.label, `the pair's label in the portal is ${label}`);
  return faults;
}

function rowsOf(contents: unknown, table: string): readonly PropertyMap[] {
  const found = (contents as Record<string, unknown>)[table];
  if (!Array.isArray(found)) throw new Error(`the snapshot has no ${table}`);
  return found as PropertyMap[];
}

/** Whether the recorded private key belongs to the half that the service verifies with. */
function verifies(contents: unknown, key: Recorded): boolean {
  const row = rowsOf(contents, "keys").find(({ publicKey }) => publicKey === key.id);
  const spki = createPublicKey(String(key.outputs.privateKey)).export({
    format: "pem",
    type: "spki",
  });
  return row?.verifier === spki.toString();
}
