import { createHash } from "node:crypto";

/** A stream of numbers that looks random and is the same for the same seed and name. */
export interface Random {
  /** The next number, at least 0 and below 1. */
  next(): number;
  /** The given duration, up to a fifth shorter or longer. */
  around(milliseconds: number): number;
}

/**
 * Opens a stream of its own for each name, so that what one object does never depends on when another one did it.
 *
 * @see https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32
 */
export function createRandom(seed: number, name: string): Random {
  let state = createHash("sha256").update(`${seed}/${name}`).digest().readUInt32LE();

  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, around: (milliseconds) => milliseconds * (0.8 + 0.4 * next()) };
}

/** Makes a UUID of version 4 that is the same for the same seed and name. */
export function seededUuid(seed: number, name: string): string {
  const hex = createHash("sha256").update(`${seed}/${name}/uid`).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}

/** Makes the name of a pod of a Deployment, as in `kustomize-controller-6d8c7b5f4d-x2x9k`. */
export function seededPodName(seed: number, cluster: string, deployment: string): string {
  // The alphabet of k8s.io/apimachinery/pkg/util/rand, which has no vowels and no confusable digits.
  const alphabet = "bcdfghjklmnpqrstvwxz2456789";
  const bytes = createHash("sha256").update(`${seed}/${cluster}/${deployment}/pod`).digest();
  const text = [...bytes.subarray(0, 15)].map((byte) => alphabet[byte % alphabet.length]).join("");
  return `${deployment}-${text.slice(0, 10)}-${text.slice(10)}`;
}
