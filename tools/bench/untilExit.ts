const undone = new Set<() => void>();

// One listener, however many there are: Node takes more than ten for a leak.
process.once("exit", () => undoAll(undone));

/**
 * Has something undone when this process ends early, by an error or Ctrl-C: no emulator, engine or
 * folder is left behind. Gives the function to call once it was undone in the ordinary way.
 */
export function untilExit(undo: () => void): () => void {
  undone.add(undo);
  return () => void undone.delete(undo);
}

/** Each of them, whatever the others do: one that fails must not leave the rest behind. */
export function undoAll(undos: Iterable<() => void>): void {
  for (const undo of undos)
    try {
      undo();
    } catch (error) {
      // No such process: it has ended by itself.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") process.stderr.write(`${error}\n`);
    }
}
