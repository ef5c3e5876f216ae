/** A patch matches no resource, cannot be applied to one that it matches, or is not written as its kind of patch has to be. */
export class PatchInvalidError extends Error {
  override readonly name = "PatchInvalidError";
  readonly code = "PATCH_INVALID";
  /** Where the patch comes from, for example `dev/patches.yaml:12`. */
  readonly source: string;

  constructor(source: string, problem: string) {
    super(`${source}: ${problem}`);
    this.source = source;
  }
}
