/** The sealer could not encrypt a Secret, or what it gave is no document. */
export class SealFailedError extends Error {
  override readonly name = "SealFailedError";
  readonly code = "SEAL_FAILED";
  /** Name of the sealer. */
  readonly sealer: string;

  constructor(sealer: string, resource: string, problem: string) {
    super(`${sealer} could not seal ${resource}: ${problem}`);
    this.sealer = sealer;
  }
}
