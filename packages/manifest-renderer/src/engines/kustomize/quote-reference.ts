const LONGEST = 200;
/** User and password of an address; the user `git` alone is no secret. */
const CREDENTIALS = /(:\/\/)(?!git@[^/@]*(?:\/|$))[^/]*@/g;

/** Quotes a path or an address for a message: cut to a readable length, and without the credentials that stand in it. */
export function quoteReference(value: string): string {
  const shown = value.replace(CREDENTIALS, "$1***@");
  return JSON.stringify(shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown);
}
