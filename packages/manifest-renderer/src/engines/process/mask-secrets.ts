const MASK = "***";
const SHORTEST_LINE = 8;

/**
 * Replaces secrets in a text that people will read: as they are, in base64 as a Secret holds them, and escaped as JSON
 * and Go quote them. The longer lines of a secret of many lines are masked one by one, because messages quote lines.
 */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  return spellings(secrets).reduce((masked, spelling) => masked.replaceAll(spelling, MASK), text);
}

/** Cuts a piece of a secret off the end of a text that was cut there: no mask would recognise it. */
export function dropCutSecret(text: string, secrets: readonly string[]): string {
  return text.slice(
    0,
    text.length - longestOverlap(secrets, (spelling, length) => text.endsWith(spelling.slice(0, length))),
  );
}

/** Cuts a piece of a secret off the start of a text that was cut there. */
export function dropCutSecretAtStart(text: string, secrets: readonly string[]): string {
  return text.slice(longestOverlap(secrets, (spelling, length) => text.startsWith(spelling.slice(-length))));
}

function longestOverlap(secrets: readonly string[], overlaps: (spelling: string, length: number) => boolean): number {
  const lengths = spellings(secrets).map((spelling) => {
    let length = spelling.length - 1;
    while (length > 0 && !overlaps(spelling, length)) length--;
    return length;
  });
  return Math.max(0, ...lengths);
}

function spellings(secrets: readonly string[]): readonly string[] {
  const plain = secrets.flatMap((secret) => [secret, ...longLines(secret)]);
  const all = plain.flatMap((secret) => {
    const base64 = Buffer.from(secret).toString("base64");
    return [secret, base64, base64.replace(/=+$/, ""), JSON.stringify(secret).slice(1, -1)];
  });
  // A shorter one may be a part of a longer one.
  return [...new Set(all)].filter((spelling) => spelling !== "").sort((a, b) => b.length - a.length);
}

function longLines(secret: string): readonly string[] {
  return secret.split(/\r?\n/).filter((line) => line.length >= SHORTEST_LINE && line !== secret);
}
