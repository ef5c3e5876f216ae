import { parseResources } from "@gitops/manifest-renderer";
import { describe, expect, test } from "vitest";

const HEAD = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";
const SMALL = 1_500;
const LARGE = 12_000;
const limits = { maxDocumentBytes: 1e8, maxFileBytes: 1e8, maxDocuments: 1e6, maxAnchors: 1e6, maxAliases: 1e6 };

function times(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join("");
}

/** What once was, or easily becomes, quadratic in a reader of YAML; the line numbers of each grow with `n`. */
const shapes: Readonly<Record<string, (n: number) => string>> = {
  "keys of one map": (n) => `${HEAD}data:\n${times(n, (i) => `  k${i}: v\n`)}`,
  "keys of one map, in a document with a tag": (n) => `${HEAD}data:\n  t: !!str v\n${times(n, (i) => `  k${i}: v\n`)}`,
  "keys of one flow map": (n) => `${HEAD}data: {\n${times(n, (i) => `  k${i}: v,\n`)}  z: v}\n`,
  anchors: (n) => `${HEAD}data:\n${times(n, (i) => `  k${i}: &a${i} v\n`)}`,
  aliases: (n) => `${HEAD}data:\n  x: &a v\n${times(n, (i) => `  k${i}: *a\n`)}`,
  "anchors and an alias of each": (n) => `${HEAD}data:\n${times(n, (i) => `  k${i}: &a${i} v\n  l${i}: *a${i}\n`)}`,
  "maps that merge another": (n) => `${HEAD}data:\n  b: &b {x: 1}\n${times(n, (i) => `  k${i}: {<<: *b, y: 1}\n`)}`,
  comments: (n) => `${HEAD}${times(n, () => "# c\n")}data: {a: !!str b}\n`,
  "comments behind values": (n) => `${HEAD}data:\n  t: !!str v\n${times(n, (i) => `  k${i}: v # c\n`)}`,
  "empty lines": (n) => `${HEAD}${"\n".repeat(n)}data: {a: !!str b}\n`,
  documents: (n) => times(n, (i) => `apiVersion: v1\nkind: Pod\nmetadata: {name: a${i}}\n---\n`),
  separators: (n) => "---\n".repeat(n),
  "a plain scalar of many lines": (n) => `${HEAD}data:\n  x: a\n${times(n, () => "    b\n")}`,
  "a folded scalar": (n) => `${HEAD}data:\n  x: >\n${times(n, () => "    b\n")}`,
  "a literal scalar with tabs": (n) => `${HEAD}data:\n  x: |\n${times(n, () => "    \tb\n")}`,
  "a quoted scalar of many lines": (n) => `${HEAD}data:\n  x: "a\n${times(n, () => "    b\n")}    c"\n`,
  escapes: (n) => `${HEAD}data:\n  x: "${"\\x41".repeat(n)}"\n`,
  "quotes in quotes": (n) => `${HEAD}data:\n  x: '${"''".repeat(n)}'\n`,
  "a quote without an end": (n) => `${HEAD}data:\n  x: "${"a ".repeat(n)}\n`,
  "brackets without an end": (n) => `${HEAD}data: ${"{a: [".repeat(n)}\n`,
  "dashes inside of each other": (n) => `${HEAD}data:\n ${"- ".repeat(n)}a\n`,
  colons: (n) => `${HEAD}data:\n  x: ${"a:".repeat(n)}b\n`,
  "blanks inside of a line": (n) => `${HEAD}data:\n  x: a${" ".repeat(n * 4)}b\n`,
  "keys with a question mark": (n) => `${HEAD}data:\n${times(n, (i) => `  ? a${i}\n  : b\n`)}`,
  "Windows' line ends": (n) => `${HEAD}data:\n${times(n, (i) => `  k${i}: v\n`)}`.replaceAll("\n", "\r\n"),
  "lines indented with tabs": (n) => `${HEAD}data:\n${times(n, (i) => `  k${i}: "\n\tv"\n`)}`,
};

/** Least time of some runs: what else the machine does only makes a run longer. */
function least(run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 2; round++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

describe("the time of reading grows with the size of the text, as that of JSON.parse does", () => {
  test.each(Object.entries(shapes))("%s", (_what, shape) => {
    const [small, large] = [shape(SMALL), shape(LARGE)];
    const json = [JSON.stringify(small), JSON.stringify(large)] as const;
    const growth = (): number => {
      const ours =
        least(() => parseResources(large, { limits })) /
        Math.max(
          least(() => parseResources(small, { limits })),
          0.5,
        );
      const floor =
        least(() => JSON.parse(json[1]) as unknown) /
        Math.max(
          least(() => JSON.parse(json[0]) as unknown),
          0.05,
        );
      return ours / Math.max(floor, LARGE / SMALL);
    };
    // Quadratic time would be eight times as much. One quiet moment of the machine is enough.
    let ratio = growth();
    for (let again = 0; again < 3 && ratio >= 3; again++) ratio = growth();
    expect(ratio).toBeLessThan(3);
  });
});

test("what stands for more than it says is refused before it takes memory", () => {
  const bomb = `a0: &a0 [${"x,".repeat(9)}x]\n${times(9, (i) => `a${i + 1}: &a${i + 1} [${Array.from({ length: 10 }, () => `*a${i}`).join(",")}]\n`)}`;
  const before = process.memoryUsage().heapUsed;
  const refused = parseResources(`${HEAD}data:\n${bomb.replace(/^/gm, "  ")}`);
  expect(refused._unsafeUnwrapErr().code).toBe("LIMIT_EXCEEDED");
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(300 * 2 ** 20);
});
