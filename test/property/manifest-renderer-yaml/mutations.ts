const INSERTED = [
  ...[
    " ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    ":",
    ": ",
    " #",
    "#",
    "# c\n",
    "-",
    "- ",
    "---",
    "...\n",
    "?",
    "? ",
    "!",
    "!!str ",
    "&a ",
    "*a",
  ],
  ...[
    "|",
    "|-\n",
    "|+\n",
    ">",
    ">-\n",
    "'",
    '"',
    "''",
    "\\",
    "\\/",
    "\\u00e9",
    "\\x41",
    "{",
    "}",
    "[",
    "]",
    "{}",
    "[]",
    ", ",
    ",",
    "<<: ",
  ],
  ...[
    "%",
    "@",
    "`",
    "~",
    "null",
    "true",
    "0",
    "1_0",
    "0x1",
    "1e3",
    "\u00e9",
    "\u00a0",
    "\u3000",
    "$",
    "${A}",
    "#{A}#",
    "__A__",
    "0\n",
    "  a: b\n",
  ],
];

/** Texts that differ from a given one by a few cuts, insertions, moved lines or changed indentations. */
export function mutationsOf(text: string, random: Iterator<number>, count: number): readonly string[] {
  const pick = (below: number): number => (below < 1 ? 0 : Number(random.next().value) % below);
  return Array.from({ length: count }, () => {
    let mutated = text;
    for (let left = pick(3); left >= 0; left--) mutated = mutate(mutated, pick);
    return mutated;
  });
}

function mutate(text: string, pick: (below: number) => number): string {
  const at = pick(text.length + 1);
  const lines = text.split("\n");
  const line = pick(lines.length);
  const current = lines[line] ?? "";
  switch (pick(9)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1 + pick(4));
    case 1:
    case 2:
    case 3:
      return text.slice(0, at) + (INSERTED[pick(INSERTED.length)] ?? "") + text.slice(at);
    case 4:
      return text.slice(0, at);
    case 5:
      return lines.toSpliced(line, 1, " ".repeat(1 + pick(3)) + current).join("\n");
    case 6:
      return lines.toSpliced(line, 1, current.slice(1 + pick(2))).join("\n");
    case 7:
      return lines.toSpliced(line, 1).toSpliced(pick(lines.length), 0, current).join("\n");
    default:
      return lines.toSpliced(line, 1, current + (INSERTED[pick(INSERTED.length)] ?? "")).join("\n");
  }
}
