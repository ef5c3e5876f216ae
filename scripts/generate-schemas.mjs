// Writes packages/manifest-renderer/src/schema/generated/kubernetes-types.ts: the fields of every kind that Kubernetes brings along.
//
//   node scripts/generate-schemas.mjs [folder]
//
// The source is the npm package @kubernetes/client-node, unpacked in the folder (default: a temporary one). It is made
// from Kubernetes' own OpenAPI description, but does not load on every Node that we support, and is 25 MB: it is no
// dependency, and only its tables are committed.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const VERSION = "2.0.1";
const TARGET = "packages/manifest-renderer/src/schema/generated/kubernetes-types.ts";

/** The package calls a quantity a string, but the API server takes numbers for it as well. */
const QUANTITIES = {
  capacity: /^V1(CSIStorageCapacity|NodeStatus|PersistentVolumeSpec|PersistentVolumeClaimStatus)$/,
  maximumVolumeSize: /^V1CSIStorageCapacity$/,
  "default max min step validValues": /CapacityRequestPolicy(Range)?$/,
  "default defaultRequest max maxLimitRequestRatio min": /^V1LimitRangeItem$/,
  requests: /(CapacityRequirements|ResourceRequirements)$/,
  limits: /ResourceRequirements$/,
  allocatedResources: /^V1(ContainerStatus|PersistentVolumeClaimStatus|PodStatus)$/,
  value: /(Counter|DeviceCapacity|^V2MetricTarget|^V2MetricValueStatus)$/,
  averageValue: /^V2Metric(Target|ValueStatus)$/,
  consumedCapacity: /DeviceRequestAllocationResult$/,
  sizeLimit: /^V1EmptyDirVolumeSource$/,
  resources: /^V1NodeAllocatableResourceClaimStatus$/,
  allocatable: /^V1NodeStatus$/,
  podFixed: /^V1Overhead$/,
  overhead: /^V1PodSpec$/,
  divisor: /^V1ResourceFieldSelector$/,
  hard: /^V1ResourceQuota(Spec|Status)$/,
  used: /^V1ResourceQuotaStatus$/,
};
/** Required by the description, but zero and false are values that the API server accepts when they are left out. */
const ZERO_IS_FINE = [
  "V1ControllerRevision.revision",
  "V1CustomResourceDefinitionVersion.served",
  "V1CustomResourceDefinitionVersion.storage",
  "V1ISCSIPersistentVolumeSource.lun",
  "V1ISCSIVolumeSource.lun",
  "V1SleepAction.seconds",
];
const SCALARS = {
  "Date|date-time": "time",
  "IntOrString|int-or-string": "int-or-string",
  "V1MicroTime|date-time-micro": "time",
  "any|": "any",
  "boolean|": "bool",
  "number|double": "double",
  "number|int32": "int32",
  "number|int64": "int64",
  "string|": "string",
  "string|byte": "bytes",
};

const [given] = process.argv.slice(2);
const folder = given ?? mkdtempSync(join(tmpdir(), "schemas-"));
try {
  const generated = join(unpack(folder), "dist/gen");
  const models = await import(pathToFileURL(join(generated, "models/all.js")).href);
  const kinds = kindsOf(join(generated, "apis"), models);
  const types = typesOf(join(generated, "models"), models, new Set(kinds.map(({ model }) => model)));
  const text = moduleText(kubernetesVersion(join(generated, "models/V1Pod.js")), kinds, types);
  writeFileSync(TARGET, text);
  const size = `${text.length} bytes, gzip ${gzipSync(text).length}, brotli ${brotliCompressSync(text).length}`;
  console.log(`${TARGET}: ${kinds.length} kinds, ${types.length} types, ${size}`);
} finally {
  if (given === undefined) rmSync(folder, { recursive: true });
}

/** Downloads and unpacks the package unless the folder already holds it; returns the unpacked package. */
function unpack(folder) {
  const unpacked = join(folder, "package");
  if (!existsSync(unpacked)) {
    mkdirSync(folder, { recursive: true });
    const options = { cwd: folder, encoding: "utf8" };
    const tarball = execFileSync("npm", ["pack", "--silent", `@kubernetes/client-node@${VERSION}`], options).trim();
    execFileSync("tar", ["-xzf", tarball], options);
  }
  const { version } = JSON.parse(readFileSync(join(unpacked, "package.json"), "utf8"));
  if (version !== VERSION) throw new Error(`${unpacked} holds @kubernetes/client-node ${version}, not ${VERSION}`);
  return unpacked;
}

function kubernetesVersion(file) {
  const version = /OpenAPI spec version: release-(\S+)/.exec(readFileSync(file, "utf8"))?.[1];
  if (version === undefined) throw new Error(`${file} names no version of Kubernetes`);
  return version;
}

/** What can be created is a kind; the path of the request tells its API version, the comment its name. */
function kindsOf(folder, models) {
  const kinds = new Map();
  for (const file of readdirSync(folder).filter((name) => name.endsWith("Api.js"))) {
    for (const operation of readFileSync(join(folder, file), "utf8").split("    /**\n")) {
      const path = /localVarPath = '\/(?:api|apis)\/([^']+)'/.exec(operation)?.[1];
      const model = /HttpMethod\.POST[\s\S]*serialize\(body, "(\w+)"/.exec(operation)?.[1];
      // The package holds APIs of older versions without their models, and subresources, which cannot be applied.
      if (path === undefined || model === undefined || path.includes("{name}") || models[model] === undefined) continue;
      const kind = /^ +\* create (?:an? )?(\w+)$/m.exec(operation)?.[1];
      const apiVersion = path.replace(/\/(?:namespaces\/\{namespace\}\/)?\w+$/, "");
      const fields = models[model].attributeTypeMap.map(({ baseName }) => baseName);
      if (kind === undefined || !model.endsWith(kind)) throw new Error(`${file}: ${path}: ${model} is not a ${kind}`);
      if (!/^([a-z0-9.]+\/)?v\d\w*$/.test(apiVersion)) throw new Error(`${file}: ${path} names no API version`);
      if (!["apiVersion", "kind", "metadata"].every((field) => fields.includes(field))) {
        throw new Error(`${file}: ${model} is not an object of the API`);
      }
      kinds.set(`${apiVersion} ${kind}`, { apiVersion, kind, model });
    }
  }
  return [...kinds.values()].sort((a, b) => compare(`${a.apiVersion} ${a.kind}`, `${b.apiVersion} ${b.kind}`));
}

/** The types that the kinds reach, with their fields. */
function typesOf(folder, models, roots) {
  const names = new Set(roots);
  const types = [];
  const used = new Set();
  // A Set hands out what is added while it is walked.
  for (const name of names) {
    const declaration = readFileSync(join(folder, `${name}.d.ts`), "utf8");
    const fields = models[name].attributeTypeMap.map((attribute) => {
      const { type, model } = encodeType(name, attribute, models, used);
      if (model !== undefined) names.add(model);
      const mark = new RegExp(`^    '${attribute.name}'(\\??): `, "m").exec(declaration)?.[1];
      if (mark === undefined) throw new Error(`${name}.d.ts does not declare ${attribute.name}`);
      const place = `${name}.${attribute.baseName}`;
      const required = mark === "" && !ZERO_IS_FINE.includes(place);
      if (mark === "") used.add(place);
      return `${attribute.baseName}${required ? "!" : ""}${type === "string" ? "" : `:${type}`}`;
    });
    types.push({ name, fields });
  }
  const unused = [...Object.keys(QUANTITIES), ...ZERO_IS_FINE].filter((entry) => !used.has(entry));
  if (unused.length > 0) throw new Error(`No field of Kubernetes is meant by: ${unused.join(", ")}`);
  return types.sort((a, b) => compare(a.name, b.name));
}

function encodeType(owner, { baseName, type, format }, models, used) {
  const list = /^Array<(.+)>$/.exec(type)?.[1];
  const map = /^\{ \[key: string\]: (.+); \}$/.exec(type)?.[1];
  const prefix = list !== undefined ? "[]" : map !== undefined ? "{}" : "";
  const inner = list ?? map ?? type;
  if (/^(Array<|\{)/.test(inner)) {
    const { type: nested, model } = encodeType(owner, { baseName, type: inner, format }, models, used);
    return { type: `${prefix}${nested}`, model };
  }
  if (models[inner] !== undefined) return { type: `${prefix}${inner}`, model: inner };
  const scalar = SCALARS[`${inner}|${format}`];
  if (scalar === undefined) throw new Error(`${owner}.${baseName} has an unknown type: ${type} (${format})`);
  return { type: `${prefix}${scalar === "string" ? stringType(owner, baseName, used) : scalar}`, model: undefined };
}

function stringType(owner, field, used) {
  const entry = Object.entries(QUANTITIES).find(
    ([fields, owners]) => fields.split(" ").includes(field) && owners.test(owner),
  );
  if (entry === undefined) return "string";
  used.add(entry[0]);
  return "quantity";
}

function moduleText(version, kinds, types) {
  const byApi = groupByApi(kinds);
  const kindLines = [...byApi].map(
    ([apiVersion, members]) => `${apiVersion} ${members.map(({ kind, model }) => `${kind}:${model}`).join(" ")}`,
  );
  const typeLines = types.map(({ name, fields }) => `${name} ${fields.join(" ")}`);
  if (/`|\\|\$\{/.test(typeLines.join(""))) throw new Error("A name would have to be escaped in a template literal.");
  return `\
// Generated by scripts/generate-schemas.mjs from @kubernetes/client-node ${VERSION}: run it, do not edit this file.
// Copyright The Kubernetes Authors, Apache License 2.0.

/** Version of Kubernetes that the tables describe. */
export const KUBERNETES_VERSION = "${version}";

/** An API version a line, with its kinds: \`Kind:Type\`. */
export const KUBERNETES_KINDS = \`
${kindLines.join("\n")}
\`;

/**
 * A type a line, with its fields: \`name\` for a string, \`name:type\` for the others. \`!\` marks what is required, \`[]\` a
 * list, \`{}\` a map from strings.
 */
export const KUBERNETES_TYPES = \`
${typeLines.join("\n")}
\`;
`;
}

function groupByApi(kinds) {
  const groups = new Map();
  for (const kind of kinds) groups.set(kind.apiVersion, [...(groups.get(kind.apiVersion) ?? []), kind]);
  return groups;
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
