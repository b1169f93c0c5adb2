/** The file given as `data` cannot be used. It is left exactly as it was. */
export class UnusableFile extends Error {
  override readonly name = "UnusableFile";

  constructor(
    readonly path: string,
    problem: string,
    fix: string,
    options?: ErrorOptions,
  ) {
    super(`${path} ${problem}. ${fix}`, options);
  }
}
