import { parseResources } from "@gitops/manifest-renderer";
import { describe, expect, test } from "vitest";

const HEAD = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";
/** A tag keeps the fast reader away. */
const TREE = `${HEAD}tree: !!str a\n`;
const SIZE = 40_000;
/** Twice the text may take this many times as long: more than double, for machines that do other things, too. */
const FACTOR = 3.2;
const TRIES = 6;

/** Texts of about `size` characters of which every reader of YAML has found one hard. */
const shapes: readonly (readonly [string, (size: number) => string])[] = [
  ["many keys", (size) => `${HEAD}data:\n${lines(size, (index) => `  k${index}: v`)}`],
  ["many keys for the tree", (size) => `${TREE}data:\n${lines(size, (index) => `  k${index}: v`)}`],
  ["many anchors", (size) => `${HEAD}data:\n${lines(size, (index) => `  k${index}: &a${index} v`)}`],
  ["many aliases", (size) => `${HEAD}data:\n  a: &a x\n${lines(size, (index) => `  k${index}: *a`)}`],
  ["many comments", (size) => `${TREE}${"# c\n".repeat(size / 4)}a: b\n`],
  ["many comments in a list", (size) => `${HEAD}data: [\n${"  a, # c\n".repeat(size / 9)}  ]\n`],
  ["many empty lines", (size) => `${TREE}${"\n".repeat(size)}a: b\n`],
  ["many documents", (size) => `${HEAD}---\n`.repeat(size / 50)],
  ["many documents of nothing", (size) => "---\n".repeat(size / 4)],
  ["many ends of a document", (size) => HEAD + "...\n".repeat(size / 4)],
  ["many literal blocks", (size) => `${TREE}data:\n${lines(size, (index) => `  k${index}: |\n    v`)}`],
  ["a long literal block", (size) => `${TREE}a: |\n${"  word\n".repeat(size / 7)}`],
  ["a long folded block", (size) => `${HEAD}a: >\n${"  a\n\n".repeat(size / 5)}`],
  ["a long text without quotes", (size) => `${TREE}a: ${"word ".repeat(size / 5)}\n`],
  ["a long text on many lines", (size) => `${HEAD}a:\n${"  word\n".repeat(size / 7)}`],
  ["a long text in quotes", (size) => `${TREE}a: "${"\\x41".repeat(size / 4)}"\n`],
  ["a long text in quotes on many lines", (size) => `${HEAD}a: "\n${"  word\n".repeat(size / 7)}  "\n`],
  ["quotes that never end", (size) => `${HEAD}a: [${'"a, '.repeat(size / 4)}\n`],
  ["blanks before a line end", (size) => `${HEAD}a: "x${" ".repeat(size)}\n  y"\n`],
  ["a line of blanks", (size) => `${TREE}${" ".repeat(size)}\nc: d\n`],
  ["a line of tabs", (size) => `${HEAD}a: ${"\t".repeat(size)}b\n`],
  ["lines with tabs", (size) => `${TREE}${"\t\n".repeat(size / 2)}`],
  ["lines of dashes", (size) => `${TREE}a:\n${"-\t\n".repeat(size / 3)}`],
  ["CRLF line ends", (size) => `${HEAD}data:\r\n${lines(size, (index) => `  k${index}: v\r`)}`],
  ["a list on one line", (size) => `${TREE}a: [${"b, ".repeat(size / 3)}c]\n`],
  ["a map on one line", (size) => `${TREE}a: {${lines(size, (index) => `k${index}: v, `).replaceAll("\n", "")}}\n`],
  ["pairs in a list", (size) => `${HEAD}a: [${"a: b, ".repeat(size / 6)}]\n`],
  [
    "JSON",
    (size) =>
      JSON.stringify({
        apiVersion: "v1",
        kind: "A",
        metadata: { name: "a" },
        d: "ab".repeat(size / 2).match(/.{1,8}/g),
      }),
  ],
  ["commas", (size) => `${HEAD}a: [${",".repeat(size)}]\n`],
  ["brackets that close nothing", (size) => `${HEAD}a: ${"]".repeat(size)}\n`],
  ["a fault in every line", (size) => HEAD + "a\n".repeat(size / 2)],
  ["faults behind quotes", (size) => HEAD + "a: 'x' y\n".repeat(size / 9)],
  ["faults of indentation", (size) => `${HEAD}a:\n${"  - a\n - b\n".repeat(size / 11)}`],
  ["empty items", (size) => `${TREE}a:\n${"-\n".repeat(size / 2)}`],
  ["explicit keys", (size) => HEAD + "? a\n".repeat(size / 4)],
  ["merges", (size) => `${HEAD}a: &a {x: 1}\nb:\n${"- <<: *a\n".repeat(size / 9)}`],
  ["a long key", (size) => `${HEAD}${"k".repeat(size)}: 1\n`],
  ["words that readers do not agree on", (size) => `${HEAD}data:\n${lines(size, (index) => `  k${index}: on`)}`],
];

describe("the time to read or to refuse", () => {
  test.each(shapes)("%s grows with the text, and not faster", (_what, shape) => {
    const [once, twice] = [shape(SIZE), shape(2 * SIZE)];
    // What is compiled on the way must not count.
    timeOf(() => parseResources(shape(SIZE / 4)));
    let growth = Number.POSITIVE_INFINITY;
    for (let left = TRIES; left > 0 && growth > FACTOR; left--) {
      // The time of JSON.parse is the measure, so that a machine that gets slower in between does not count.
      const before = timeOf(() => parseResources(once)) / timeOf(() => measure(SIZE));
      const after = timeOf(() => parseResources(twice)) / timeOf(() => measure(SIZE));
      growth = Math.min(growth, after / before);
    }
    expect(growth).toBeLessThan(FACTOR);
  });
});

describe("a small text that stands for a large one", () => {
  test.each([
    ["aliases of aliases", bomb((level) => `[${`*l${level},`.repeat(9)}]`)],
    ["merges of merges", bomb((level) => `{<<: [${`*l${level},`.repeat(9)}]}`)],
    ["lists in lists", `${HEAD}a: ${"[".repeat(1_000_000)}\n`],
    ["dashes behind dashes", `${HEAD}${"- ".repeat(500_000)}\n`],
    ["more values than the limit", `${TREE}a:\n${"-\n".repeat(900_000)}`],
  ])("is refused while it is small: %s", (_what, text) => {
    const before = process.memoryUsage().heapUsed;
    expect(parseResources(text, { limits: { maxValues: 100_000 } })._unsafeUnwrapErr().code).toBe("LIMIT_EXCEEDED");
    // The bytes of the text itself, its lexemes, and what the collector has not taken yet.
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(400 * 1024 * 1024);
  });
});

function lines(size: number, line: (index: number) => string): string {
  const count = Math.ceil(size / (line(1_000).length + 1));
  return Array.from({ length: count }, (_, index) => `${line(index)}\n`).join("");
}

function bomb(item: (level: number) => string): string {
  const levels = Array.from({ length: 9 }, (_, level) => `  l${level + 1}: &l${level + 1} ${item(level)}\n`);
  return `${HEAD}data:\n  l0: &l0 {a: b}\n${levels.join("")}`;
}

function measure(size: number): unknown {
  const json = JSON.stringify(Array.from({ length: size / 8 }, (_, index) => `k${index}`));
  return JSON.parse(json);
}

/** The shortest of three runs: what is added is the work of others. */
function timeOf(work: () => unknown): number {
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.max(0.05, Math.min(...times));
}
