// Cuts test/contract/openapi/github.json out of GitHub's OpenAPI description: the operations listed in operations.json
// and the components they reach, without prose and examples.
//
//   node scripts/openapi-slice.mjs [folder]
//
// The description is the npm package @octokit/openapi, unpacked in the folder (default: a temporary one). It is 385 MB
// of JSON, which is why it is no dependency and only its slice is committed.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const VERSION = "23.0.2";
const DESCRIPTION = "generated/api.github.com.json";
const TARGET = "test/contract/openapi/";
/** What a reader needs and a checker does not. */
const PROSE = new Set(["description", "example", "examples", "externalDocs", "summary", "tags", "title"]);

const [given] = process.argv.slice(2);
const folder = given ?? mkdtempSync(join(tmpdir(), "openapi-"));
try {
  const packageFolder = unpack(folder);
  const description = JSON.parse(readFileSync(join(packageFolder, DESCRIPTION), "utf8"));
  const operations = JSON.parse(readFileSync(`${TARGET}operations.json`, "utf8"));
  const json = `${JSON.stringify(slice(description, operations))}\n`;
  writeFileSync(`${TARGET}github.json`, json);
  writeFileSync(`${TARGET}LICENSE`, notice(readFileSync(join(packageFolder, "LICENSE"), "utf8")));
  console.log(`${TARGET}github.json: ${operations.length} operations, ${Math.round(json.length / 1024)} KB`);
} finally {
  if (given === undefined) rmSync(folder, { recursive: true });
}

/** Downloads and unpacks the package unless the folder already holds it; returns the unpacked package. */
function unpack(folder) {
  const unpacked = join(folder, "package");
  if (!existsSync(join(unpacked, DESCRIPTION))) {
    mkdirSync(folder, { recursive: true });
    const options = { cwd: folder, encoding: "utf8" };
    const tarball = execFileSync("npm", ["pack", "--silent", `@octokit/openapi@${VERSION}`], options).trim();
    execFileSync(
      "tar",
      ["-xzf", tarball, `package/${DESCRIPTION}`, "package/LICENSE", "package/package.json"],
      options,
    );
  }
  const { version } = JSON.parse(readFileSync(join(unpacked, "package.json"), "utf8"));
  if (version !== VERSION) throw new Error(`${unpacked} holds @octokit/openapi ${version}, not ${VERSION}`);
  return unpacked;
}

function slice(description, operations) {
  const paths = {};
  for (const operation of operations) {
    const [method, path] = operation.split(" ");
    const found = description.paths[path]?.[method.toLowerCase()];
    if (found === undefined) throw new Error(`GitHub's description has no operation "${operation}"`);
    (paths[path] ??= {})[method.toLowerCase()] = withoutProse(found);
  }
  return {
    openapi: description.openapi,
    info: { title: description.info.title, version: description.info.version, license: description.info.license },
    paths,
    components: reachableComponents(paths, description.components),
  };
}

/** The components that the paths refer to, directly or through other components, under their own names. */
function reachableComponents(paths, components) {
  const found = {};
  const queue = [...references(paths)];
  for (let reference = queue.pop(); reference !== undefined; reference = queue.pop()) {
    const [, , section, name] = reference.split("/");
    if (found[section]?.[name] !== undefined) continue;
    const component = withoutProse(components[section][name]);
    (found[section] ??= {})[name] = component;
    queue.push(...references(component));
  }
  return Object.fromEntries(
    Object.entries(found)
      .sort()
      .map(([section, entries]) => [section, sorted(entries)]),
  );
}

function references(node) {
  if (node === null || typeof node !== "object") return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === "$ref" && typeof value === "string" ? [value] : references(value),
  );
}

function withoutProse(node, parent = "") {
  if (Array.isArray(node)) return node.map((item) => withoutProse(item, parent));
  if (node === null || typeof node !== "object") return node;
  // Under "properties" the keys are names of GitHub's fields, among them "description" and "title".
  const isProse = (key) => parent !== "properties" && (PROSE.has(key) || key.startsWith("x-"));
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !isProse(key))
      .map(([key, value]) => [key, withoutProse(value, parent === "properties" ? "" : key)]),
  );
}

function sorted(entries) {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function notice(license) {
  return `github.json is a part of GitHub's OpenAPI description as published in @octokit/openapi ${VERSION}.\n\n${license}`;
}
