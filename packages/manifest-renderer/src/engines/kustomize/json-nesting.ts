/** Tells whether JSON nests more maps and lists than a reader that recurses can walk through. */
export function jsonNestsDeeperThan(json: string, maxDepth: number): boolean {
  let depth = 0;
  let quoted = false;
  // A regular expression would hold a state for each character of a long string.
  for (let index = 0; index < json.length; index++) {
    const character = json[index];
    if (quoted && character === "\\") index++;
    else if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === "[" || character === "{") depth++;
    else if (character === "]" || character === "}") depth--;
    if (depth > maxDepth) return true;
  }
  return false;
}
