/**
 * Has something undone when this process ends early, by an error or Ctrl-C: no emulator, engine or
 * folder is left behind. Gives the function to call once it was undone in the ordinary way.
 */
export function untilExit(undo: () => void): () => void {
  process.on("exit", undo);
  return () => void process.off("exit", undo);
}
