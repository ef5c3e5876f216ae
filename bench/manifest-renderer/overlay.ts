import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { render } from "@gitops/manifest-renderer";

import { fetchEngines } from "../../scripts/fetch-engines.mjs";
import { compareRuns } from "../compare-runs.ts";
import { documents, request } from "./corpus.ts";

const RESOURCES = 1_000;

/** The job of an overlay, done in process and by kustomize: namespace, labels and images over a base of 1,000 resources. */
export async function benchOverlay(): Promise<void> {
  const text = documents(RESOURCES).join("---\n");
  const made = request(text);
  const folder = mkdtempSync(join(tmpdir(), "overlay-"));
  try {
    writeFileSync(join(folder, "base.yaml"), text);
    const [image] = made.images;
    const [newName = "", digest = ""] = (image?.reference ?? "").split("@");
    const overlay = {
      resources: ["base.yaml"],
      namespace: made.namespace,
      labels: [{ pairs: { "example.com/environment": "prod" } }],
      images: [{ name: "app", newName: newName.replace(/:[^:/]*$/, ""), digest }],
    };
    writeFileSync(join(folder, "kustomization.yaml"), JSON.stringify(overlay));
    const [kubectl] = fetchEngines().kubectl;
    if (kubectl === undefined) {
      console.log(`\nOverlay of ${RESOURCES} resources: no kubectl to compare with`);
      return;
    }
    await compareRuns(`Overlay of ${RESOURCES} resources`, {
      [`kubectl ${kubectl.version} kustomize`]: () =>
        execFileSync(kubectl.path, ["kustomize", folder], { stdio: ["ignore", "pipe", "ignore"], maxBuffer: 2 ** 28 }),
      render: async () => {
        const tree = await render({ ...made, labels: { "example.com/environment": "prod" } });
        if (tree.isErr()) throw tree.error;
      },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
