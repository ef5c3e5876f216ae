import { createFluxPlayer } from "./create-flux-player.ts";
import type { FluxPlayer, FluxPlayerOptions } from "./flux-player.ts";

type Provider = FluxPlayerOptions["clusters"][number]["provider"];

export async function peopleExample(player: FluxPlayer): Promise<void> {
  //#region kustomization
  const cart = player.cluster("dev").kustomization("cart");
  cart.drift({ changed: ["Deployment/shop/cart"], removed: ["Service/shop/cart"] });
  await player.reconcile("dev"); // change set at the same revision, finished
  await cart.delete(); // `… deleted` and finished, which both look like a success
  //#endregion
}

export async function helmExample(
  options: Omit<FluxPlayerOptions, "clusters">,
  provider: Provider,
): Promise<FluxPlayer> {
  //#region helmRelease
  const player = createFluxPlayer({
    ...options,
    clusters: [
      {
        name: "dev",
        provider,
        helmReleases: [
          {
            name: "cart",
            chart: { name: "cart", version: "1.0.0" },
            upgrade: { remediateLastFailure: true },
          },
        ],
      },
    ],
    helmScenario: ({ action, chart }) =>
      action === "upgrade" && chart.version === "2.0.0"
        ? { code: "failed", message: "timed out waiting for the condition", logs: ["beginning wait for 3 resources"] }
        : undefined,
  });
  await player.reconcile(); // InstallSucceeded 1.0.0
  const cart = player.cluster("dev").helmRelease("cart");
  await cart.update({ values: { replicas: 2 } }); // UpgradeSucceeded 1.0.0, as cart.v2
  await cart.update({ chart: { name: "cart", version: "2.0.0" } }); // UpgradeFailed 2.0.0, RollbackSucceeded 1.0.0
  //#endregion
  return player;
}

export async function ociExample(
  options: Omit<FluxPlayerOptions, "clusters">,
  provider: Provider,
  sha: string,
): Promise<FluxPlayer> {
  //#region pushArtifact
  const url = "oci://ghcr.io/acme/manifests";
  const player = createFluxPlayer({
    ...options,
    clusters: [
      {
        name: "dev",
        provider,
        ociRepositories: [{ name: "manifests", url }],
        kustomizations: [{ name: "cart", path: "./cart", sourceRef: { kind: "OCIRepository", name: "manifests" } }],
      },
    ],
  });
  const files = { "cart/app.yaml": "apiVersion: v1\nkind: Service\nmetadata:\n  name: cart\n  namespace: shop\n" };
  player.pushArtifact({ url, files, revision: `main@sha1:${sha}` });
  await player.reconcile(); // revision latest@sha256:…, originRevision main@sha1:…
  //#endregion
  return player;
}

export async function imagesExample(player: FluxPlayer, sha: string): Promise<void> {
  //#region report
  const dev = player.cluster("dev");
  const image = "ghcr.io/acme/cart";
  await dev.report({ code: "image-repository-scanned", name: "cart", tags: 211, checksum: "2837465102" });
  await dev.report({ code: "image-policy-resolved", name: "cart", image, tag: "1.1.0" });
  const message = `Update cart\n\n- ${image}:1.1.0`;
  await dev.report({ code: "image-update-pushed", name: "flux-system", sha, branch: "main", message });
  await dev.report({
    code: "failed",
    kind: "ImagePolicy",
    name: "cart",
    reason: "DependencyNotReady",
    message: "no tags",
  });
  //#endregion
}

export function faultsExample(player: FluxPlayer): void {
  //#region faults
  player.faults.add({ fault: "connection-reset", when: "after", reason: "ReconciliationSucceeded" });
  player.faults.add({ fault: "loss", cluster: "dev", kind: "Kustomization", nth: 3 });
  player.faults.add({ fault: "duplicate", probability: 0.1, times: Infinity });
  player.faults.add({ fault: "reordering", within: 5_000, times: Infinity, seed: 7 });
  //#endregion
}
