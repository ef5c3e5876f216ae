// Proves that the packages work outside of this repository, as a user gets them: packs them, installs the tarballs in
// an empty folder with plain npm, imports and requires every exported module, and compiles a program that uses them.
//
//   node scripts/check-tarballs.mjs    needs built packages; run by npm run check
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";

import { readPackages } from "./packages.mjs";

const packages = readPackages();
const specifiers = packages.flatMap(({ entries }) => entries.map((entry) => entry.specifier));
const compiler = resolve("node_modules/typescript/bin/tsc");
const consumer = mkdtempSync(join(tmpdir(), "check-tarballs-"));
try {
  install(packTarballs());
  loadModules();
  compile();
  console.log(
    `${packages.length} tarballs, ${specifiers.length} modules: import, require and tsc (Node ${process.version})`,
  );
} finally {
  rmSync(consumer, { recursive: true });
}

function packTarballs() {
  const output = run("scripts/pack.mjs", [join(consumer, "tarballs")], resolve("."));
  return output
    .trim()
    .split("\n")
    .map((file) => resolve(file));
}

function install(tarballs) {
  write("package.json", JSON.stringify({ private: true, type: "module" }));
  // Optional peers are what a module such as a queue driver stands on: a user of that module has installed it.
  const peers = packages.flatMap(({ manifest }) => Object.entries(manifest.peerDependencies ?? {}));
  const nodeTypes = JSON.parse(readFileSync("package.json", "utf8")).devDependencies["@types/node"];
  const wanted = [...peers, ["@types/node", nodeTypes]].map(([name, range]) => `${name}@${range}`);
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  execFileSync("npm", ["install", ...options, ...tarballs, ...wanted], { cwd: consumer, stdio: "inherit" });
}

/** A module loads both ways and gives the same names: require() of an ES module works from Node 20.19 on. */
function loadModules() {
  write(
    "import.mjs",
    specifiers.map((specifier, index) => `import * as m${index} from "${specifier}";`).join("\n") + printNames(),
  );
  write(
    "require.cjs",
    specifiers.map((specifier, index) => `const m${index} = require("${specifier}");`).join("\n") + printNames(),
  );
  const imported = JSON.parse(run("import.mjs"));
  const required = JSON.parse(run("require.cjs"));
  if (!isDeepStrictEqual(imported, required)) throw new Error("import and require() of a package give different names");
}

function printNames() {
  const names = specifiers.map((_, index) => `Object.keys(m${index}).sort()`);
  return `\nconsole.log(JSON.stringify([${names.join(", ")}]));\n`;
}

function compile() {
  const program = specifiers.map(
    (specifier, index) => `import * as m${index} from "${specifier}";\nexport { m${index} };`,
  );
  write("consumer.ts", program.join("\n"));
  write("consumer.cts", program.join("\n"));
  const compilerOptions = { strict: true, noEmit: true, target: "ES2023", module: "NodeNext", types: ["node"] };
  write("tsconfig.json", JSON.stringify({ compilerOptions, files: ["consumer.ts", "consumer.cts"] }));
  run(compiler, ["--project", "."]);
}

function run(script, args = [], cwd = consumer) {
  try {
    return execFileSync(process.execPath, [script, ...args], { cwd, encoding: "utf8" });
  } catch (error) {
    throw new Error(`${script} failed\n${error.stdout}`, { cause: error });
  }
}

function write(file, content) {
  writeFileSync(join(consumer, file), content);
}
