import { memoryCache, render, type RenderRequest } from "@gitops/manifest-renderer";
import { dump, loadAll } from "js-yaml";
import { parseAllDocuments, stringify } from "yaml";

import { MANIFEST_RENDERER, printBundles } from "../bundles.ts";
import { compareRuns } from "../compare-runs.ts";
import { documents, request } from "./corpus.ts";
import { benchOverlay } from "./overlay.ts";

const RESOURCES = 10_000;

/** What it costs to render, beside reading and writing the same data as JSON, and beside the YAML libraries alone. */
export async function benchManifestRenderer(): Promise<void> {
  const texts = documents(RESOURCES);
  const text = texts.join("---\n");
  const megabytes = (Buffer.byteLength(text) / 1e6).toFixed(1);
  const json = JSON.stringify(parseAllDocuments(text).map((document) => document.toJS() as unknown));

  await compareRuns(`${RESOURCES} resources in ${megabytes} MB of YAML`, {
    "JSON.parse and JSON.stringify of the same data": () => JSON.stringify(JSON.parse(json)),
    "render: parse, images, namespace, guards, emit, hash": () => rendered(request(text)),
    "js-yaml: load and dump": () => loadAll(text).map((value) => dump(value)),
    "yaml: parse and stringify": () =>
      parseAllDocuments(text).map((document) => stringify(document.toJS(), { aliasDuplicateObjects: false })),
  });

  await benchChanges(texts);
  await benchGrowth();
  await benchOverlay();
  await printBundles(MANIFEST_RENDERER);
}

/** One resource in a hundred changed since the last render of the same process. */
async function benchChanges(texts: readonly string[]): Promise<void> {
  const cache = memoryCache();
  let version = 0;
  const changed = (): string => {
    version += 1;
    return texts
      .map((text, index) => (index % 100 === 0 ? text.replace("name: app-", `name: v${version}-`) : text))
      .join("---\n");
  };
  await rendered({ ...request(texts.join("---\n")), cache });
  await compareRuns("1 % of 10,000 resources changed", {
    "render with a warm cache": () => rendered({ ...request(changed()), cache }),
    "render without a cache": () => rendered(request(changed())),
  });
}

async function benchGrowth(): Promise<void> {
  const sizes = [1_000, 5_000, 10_000, 20_000, 40_000];
  const inputs = new Map(sizes.map((size) => [size, documents(size).join("---\n")]));
  const limits = { maxFileBytes: 2 ** 26, maxDocuments: 40_000 };
  const ratios = await compareRuns(
    "Growth",
    Object.fromEntries(
      sizes.map((size) => [`${size} resources`, () => rendered({ ...request(inputs.get(size) ?? ""), limits })]),
    ),
  );
  const [least = 1] = sizes;
  const perResource = sizes.map((size) => (((ratios[`${size} resources`] ?? Number.NaN) * least) / size).toFixed(2));
  console.log(`time of one resource, as a ratio to that of ${least}: ${perResource.join(", ")}`);
}

async function rendered(made: RenderRequest): Promise<void> {
  const tree = await render(made);
  if (tree.isErr()) throw tree.error;
}
