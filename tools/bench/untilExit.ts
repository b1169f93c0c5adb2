const undone = new Set<() => void>();

// One listener, however many there are: Node takes more than ten for a leak.
process.once("exit", () => {
  for (const undo of undone) undo();
});

/**
 * Has something undone when this process ends early, by an error or Ctrl-C: no emulator, engine or
 * folder is left behind. Gives the function to call once it was undone in the ordinary way.
 */
export function untilExit(undo: () => void): () => void {
  undone.add(undo);
  return () => void undone.delete(undo);
}
