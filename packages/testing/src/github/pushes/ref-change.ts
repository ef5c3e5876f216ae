/** A reference that was created (`from` undefined), moved, or deleted (`to` undefined). */
export interface RefChange {
  /** Full name, e.g. `refs/heads/main`. */
  readonly ref: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** The branch that a change is about; undefined for tags and other references. */
export function branchOf({ ref }: RefChange): string | undefined {
  return /^refs\/heads\/(.+)$/.exec(ref)?.[1];
}
