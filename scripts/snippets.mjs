// Copies compiled code into the places that print it, so that no printed example can be wrong.
//
//   node scripts/snippets.mjs            after an example changed
//   node scripts/snippets.mjs --check    fails when a printed example differs from its source (part of npm run lint)
//
// A place is a fence in a doc comment or a Markdown file that names its source, relative to the file it stands in:
//
//   ```ts source="./receive.examples.ts#receiveFluxEvent"     the lines between //#region NAME and //#endregion
//   ```yaml source="../examples/pipeline.yaml"                the whole file
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

// The prefix is the indentation of a Markdown fence or the " * " of a doc comment; it ends where the fence began.
const FENCE =
  /^(?<prefix>[ \t]*(?:\* )?)(?<opening>```\w+ source="(?<source>[^"\n]+)")\n(?<body>(?:.*\n)*?)\k<prefix>```$/gm;
const OPENING = /^[ \t]*(?:\* )?```\w+ source="/gm;

const isCheck = process.argv.includes("--check");
const problems = [];

for (const file of listFiles()) {
  const text = readFileSync(file, "utf8");
  const isClosed = (text.match(OPENING) ?? []).length === [...text.matchAll(FENCE)].length;
  if (!isClosed) problems.push(`${file}: a fence that names a source is not closed with the same indentation`);
  const synced = text.replace(FENCE, (fence, ...match) => syncFence(file, text, fence, match));
  if (synced !== text && !isCheck) writeFileSync(file, synced);
}

for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

/** Files of the repository, also those not yet committed, that may print an example. */
function listFiles() {
  const list = ["ls-files", "--cached", "--others", "--exclude-standard", "--", "*.ts", "*.md"];
  const files = execFileSync("git", list, { encoding: "utf8" }).split("\n");
  return files.filter((file) => file !== "" && existsSync(file) && !file.endsWith(".test.ts"));
}

function syncFence(file, text, fence, match) {
  const [offset, , { prefix, opening, source, body }] = match.slice(-3);
  const place = `${file}:${text.slice(0, offset).split("\n").length}`;
  const { lines, problem } = readSource(dirname(file), source);
  if (lines === undefined) {
    problems.push(`${place}: ${problem}`);
    return fence;
  }
  const printed = lines.map((line) => `${`${prefix}${line}`.trimEnd()}\n`).join("");
  if (prefix.includes("*") && printed.includes("*/")) {
    problems.push(`${place}: ${source} contains */, which would end the doc comment`);
    return fence;
  }
  if (printed !== body && isCheck) problems.push(`${place}: differs from ${source}: run npm run snippets`);
  return `${prefix}${opening}\n${printed}${prefix}\`\`\``;
}

/** The lines to print, or what is wrong with the source. */
function readSource(folder, source) {
  const [path, region] = source.split("#");
  const file = relative(".", join(folder, path));
  if (!existsSync(file)) return { problem: `${file} does not exist` };
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  if (region === undefined) return { lines };

  const starts = lines.flatMap((line, index) => (line.trim() === `//#region ${region}` ? [index] : []));
  if (starts.length !== 1) return { problem: `${file} has ${starts.length} regions named ${region}` };
  const [start] = starts;
  const length = lines.slice(start + 1).findIndex((line) => line.trim().startsWith("//#"));
  if (!lines[start + 1 + length]?.trim().startsWith("//#endregion"))
    return { problem: `${file}#${region} has no //#endregion` };
  return { lines: dedent(lines.slice(start + 1, start + 1 + length)) };
}

function dedent(lines) {
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  return lines.map((line) => line.slice(Math.min(...indents)));
}
