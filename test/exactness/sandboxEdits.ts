import type { Apply, Edited } from "./edits";
import type { SandboxDeclared } from "./world";

export const KINDS = ["plain", "ring", "sealed", "half"] as const;

/** A pair of this kind for the sandbox, with the hand work that it takes. */
export async function sandboxOf(
  kind: (typeof KINDS)[number],
  { person, text }: Pick<Edited, "person" | "text">,
): Promise<SandboxDeclared> {
  person.makeRoom("sandbox");
  switch (kind) {
    case "plain":
      return { kind, keepers: { rotation: text } };
    case "ring":
      return { kind, generation: 1, keep: person.keyPolicy === "overlapping" ? 2 : 1 };
    case "sealed":
      return { kind, keepers: { rotation: text }, sealTo: person.sealKey() };
    case "half":
      return { kind, ...(await person.makePair("sandbox", text)), whole: false };
  }
}

/** The edits of the sandbox's pair, which differ by what kind of pair it is. */
export const sandboxEdits: Readonly<Record<"another" | "own" | "other", Apply>> = {
  /**
   * Removed, added, or another kind in its place. Not in its place where the account takes no second
   * one, nor where a person makes it: whether that was before the other one, no plan can tell.
   */
  async another(edited) {
    const { world, person, text } = edited;
    const { kind } = world.sandbox;
    const [first = 0, second = 0] = Buffer.from(text);
    const next = KINDS[first % KINDS.length] ?? "plain";
    const inPlace = second % 2 === 0 && person.keyPolicy !== "delete-first" && next !== "half";
    if (kind !== "none" && (!inPlace || kind === next || kind === "half")) {
      world.sandbox = { kind: "none" };
      return `sandbox pair removed (${kind})`;
    }
    if (kind === "none" && person.recorded("sandbox")) return "nothing";
    world.sandbox = await sandboxOf(next, edited);
    return kind === "none" ? `sandbox pair added (${next})` : `${kind} replaced by ${next}`;
  },
  own({ world: { sandbox }, person, text }) {
    switch (sandbox.kind) {
      case "none":
        return "nothing";
      case "plain":
        sandbox.keepers = { rotation: text };
        return "sandbox keepers";
      case "ring":
        sandbox.generation += 1;
        delete sandbox.active;
        return "ring's next generation";
      case "sealed":
        sandbox.sealTo = person.sealKey();
        return "sealTo";
      case "half":
        sandbox.whole = !sandbox.whole;
        return sandbox.whole ? "supplied private key" : "supplied private key withheld";
    }
  },
  async other(edited) {
    const { world, person, text } = edited;
    const { sandbox } = world;
    if (sandbox.kind === "sealed") {
      sandbox.keepers = { rotation: text };
      if ((text.codePointAt(0) ?? 0) % 2 === 0) return "sealed keepers";
      sandbox.sealTo = person.sealKey();
      return "sealed keepers and sealTo";
    }
    if (sandbox.kind === "ring" && sandbox.keep > 1 && sandbox.generation > 1) {
      if (sandbox.active === undefined) {
        sandbox.active = sandbox.generation - 1;
        return "ring points back";
      }
      sandbox.generation += sandbox.keep;
      delete sandbox.active;
      return "ring without overlap";
    }
    return sandboxEdits.own(edited);
  },
};
