import { commitOf, type FluxEvent, foldOutcomes, isEventOf } from "@gitops/flux-events";
import { describe, expect, it } from "vitest";

import { expectReadable, manifests, meaningOf, play, type Story } from "./play.ts";

const CART = { name: "cart", path: "cart", wait: true, timeout: 60_000 };

/** Ends the first attempts otherwise than well. */
const atFirst =
  <Ending>(ending: Ending, attempts = 1) =>
  ({ attempt }: { readonly attempt: number }): Ending | undefined =>
    attempt <= attempts ? ending : undefined;

const kustomizationOutcome = (events: readonly FluxEvent[]) =>
  foldOutcomes(events.filter((event) => isEventOf(event, "Kustomization")));
const KUSTOMIZATION: readonly (readonly [title: string, Story, meanings: readonly string[], end: string])[] = [
  [
    "a deployment that waits for health",
    { cluster: { kustomizations: [CART] } },
    [
      "Progressing: progressing, applied",
      "Progressing: progressing, health-passed",
      "ReconciliationSucceeded: succeeded, finished",
    ],
    "succeeded, rolled-out",
  ],
  [
    "a deployment that does not wait",
    { cluster: { kustomizations: [{ name: "cart", path: "cart" }] } },
    ["Progressing: progressing, applied", "ReconciliationSucceeded: succeeded, finished"],
    "succeeded, finished",
  ],
  [
    "a deployment by Flux 2.8.2, which does not tell its end",
    { cluster: { flux: "2.8.2", kustomizations: [CART] } },
    ["Progressing: progressing, applied", "Progressing: progressing, health-passed"],
    "succeeded, rolled-out",
  ],
  [
    "objects that stay unhealthy, and recover",
    {
      cluster: { kustomizations: [CART] },
      scenario: atFirst({ code: "unhealthy", details: { "Deployment/shop/cart": "no, [really], 'no'" } }),
      act: async ({ reconcile }) => {
        await reconcile();
        await reconcile();
      },
    },
    [
      "Progressing: progressing, applied",
      "HealthCheckFailed: failed, unhealthy",
      "Progressing: progressing, health-passed",
      "ReconciliationSucceeded: succeeded, finished",
    ],
    "succeeded, rolled-out",
  ],
  ...(
    [
      ["build-failed", "BuildFailed: failed, build-failed"],
      ["apply-failed", "ReconciliationFailed: failed, apply-failed"],
      ["access-denied", "AccessDenied: failed, misconfigured"],
      ["invalid-cel-expression", "InvalidCELExpression: failed, misconfigured"],
      ["feature-gate-disabled", "FeatureGateDisabled: failed, misconfigured"],
      ["status-conflict", "Progressing: progressing, transient"],
      ["artifact-failed", "ArtifactFailed: progressing, transient"],
      ["directory-creation-failed", "DirectoryCreationFailed: progressing, transient"],
    ] as const
  ).map(([code, meaning]) => {
    const story: Story = {
      cluster: { kustomizations: [{ name: "cart", path: "cart" }] },
      scenario: () => ({ code }),
    };
    return [`an attempt that ends in ${code}`, story, [meaning], meaning.replace(/^\w+: /, "")] as const;
  }),
  [
    "a folder that is not there",
    { cluster: { kustomizations: [{ name: "cart", path: "gone" }] } },
    ["ArtifactFailed: failed, artifact-failed"],
    "failed, artifact-failed",
  ],
  [
    "an object that cannot be pruned",
    {
      cluster: { kustomizations: [{ name: "cart", path: "cart" }] },
      scenario: ({ files }) => (files.has("service.yaml") ? undefined : { code: "prune-failed" }),
      act: async ({ reconcile, write }) => {
        await reconcile();
        await write("cart/service.yaml", undefined);
        await reconcile();
      },
    },
    [
      "Progressing: progressing, applied",
      "ReconciliationSucceeded: succeeded, finished",
      "PruneFailed: failed, prune-failed",
    ],
    "failed, prune-failed",
  ],
  [
    "drift that is corrected",
    {
      cluster: { kustomizations: [{ name: "cart", path: "cart" }] },
      act: async ({ player, reconcile }) => {
        await reconcile();
        player
          .cluster("dev")
          .kustomization("cart")
          .drift({ removed: ["Service/shop/cart"] });
        await reconcile();
      },
    },
    [
      "Progressing: progressing, applied",
      "ReconciliationSucceeded: succeeded, finished",
      "Progressing: progressing, applied",
      "ReconciliationSucceeded: succeeded, finished",
    ],
    "succeeded, finished",
  ],
  [
    "a deletion, which looks like a success twice",
    {
      cluster: { kustomizations: [{ name: "cart", path: "cart" }] },
      scenario: () => ({ code: "build-failed" }),
      act: async ({ player, reconcile, finish }) => {
        await reconcile();
        await finish(player.cluster("dev").kustomization("cart").delete());
      },
    },
    ["BuildFailed: failed, build-failed"],
    "failed, build-failed",
  ],
  [
    "a deletion after a success",
    {
      cluster: { kustomizations: [{ name: "cart", path: "cart" }] },
      act: async ({ player, reconcile, finish }) => {
        await reconcile();
        await finish(player.cluster("dev").kustomization("cart").delete());
      },
    },
    [
      "Progressing: progressing, applied",
      "ReconciliationSucceeded: succeeded, finished",
      "ReconciliationSucceeded: neutral, deletion",
      "ReconciliationSucceeded: succeeded, finished",
    ],
    "succeeded, finished",
  ],
  ...(["termination-timed-out", "account-gone"] as const).map((code) => {
    const story: Story = {
      cluster: { kustomizations: [{ name: "cart", path: "cart", deletionPolicy: "WaitForTermination" }] },
      act: async ({ player, reconcile, finish }) => {
        await reconcile();
        await finish(player.cluster("dev").kustomization("cart").delete({ code }));
      },
    };
    const meanings = [
      "Progressing: progressing, applied",
      "ReconciliationSucceeded: succeeded, finished",
      ...(code === "account-gone" ? [] : ["ReconciliationSucceeded: neutral, deletion"]),
      "ReconciliationSucceeded: failed, deletion-failed",
      "ReconciliationSucceeded: succeeded, finished",
    ];
    return [`a deletion that ends in ${code}`, story, meanings, "failed, deletion-failed"] as const;
  }),
  [
    "a deletion that fails at first",
    {
      cluster: { kustomizations: [{ name: "cart", path: "cart" }] },
      act: async ({ player, reconcile, finish }) => {
        await reconcile();
        await finish(player.cluster("dev").kustomization("cart").delete({ code: "prune-failed" }));
        await reconcile();
      },
    },
    [
      "Progressing: progressing, applied",
      "ReconciliationSucceeded: succeeded, finished",
      "ReconciliationSucceeded: failed, deletion-failed",
      "ReconciliationSucceeded: succeeded, finished",
      "ReconciliationSucceeded: neutral, deletion",
      "ReconciliationSucceeded: succeeded, finished",
    ],
    "failed, deletion-failed",
  ],
];

describe("what the player says of a Kustomization", () => {
  it.each(KUSTOMIZATION)("means what it plays: %s", async (_, story, meanings, end) => {
    const events = (await play(story)).filter((event) => isEventOf(event, "Kustomization"));

    expect(events.map(meaningOf)).toEqual(meanings.map((meaning) => `Kustomization ${meaning}`));
    const { phase, why } = kustomizationOutcome(events);
    expect(`${phase}, ${why}`).toBe(end);
    expectReadable(events);
  });

  it.each([
    ["2.7.5", ["Progressing: neutral, superseded", "HealthCheckFailed: neutral, superseded"]],
    ["2.9.4", ["HealthCheckCanceled: neutral, superseded"]],
  ] as const)("means a health check that gave way to a newer revision, in Flux %s", async (flux, meanings) => {
    const events = await play({
      cluster: {
        flux,
        featureGates: ["CancelHealthCheckOnNewRevision"],
        kustomizations: [{ ...CART, timeout: 600_000 }],
      },
      scenario: ({ files }) => (files.get("deployment.yaml")?.includes("cart:1") ? { code: "unhealthy" } : undefined),
      act: async ({ live, write }) => {
        await live(1);
        await write("cart/deployment.yaml", manifests("2")["cart/deployment.yaml"]);
        await live(2);
      },
    });
    const commits = [...new Set(events.map((event) => commitOf(event)?.sha))];
    const [superseded, applied] = commits.map((sha) => events.filter((event) => commitOf(event)?.sha === sha));

    expect(superseded?.filter((event) => isEventOf(event, "Kustomization")).map(meaningOf)).toEqual(
      ["Progressing: progressing, applied", ...meanings].map((meaning) => `Kustomization ${meaning}`),
    );
    expect(kustomizationOutcome(superseded ?? []).phase).toBe("progressing");
    expect(kustomizationOutcome(applied ?? [])).toMatchObject({ phase: "succeeded", why: "rolled-out" });
    expectReadable(events);
  });

  it("names the commit behind an OCI artifact, and never the artifact", async () => {
    const sha = "0c".repeat(20);
    const events = await play({
      cluster: {
        ociRepositories: [{ name: "manifests", url: "oci://ghcr.io/acme/manifests" }],
        kustomizations: [{ name: "cart", path: "cart", sourceRef: { kind: "OCIRepository", name: "manifests" } }],
      },
      act: async ({ player, reconcile }) => {
        player.pushArtifact({
          url: "oci://ghcr.io/acme/manifests",
          files: manifests("1"),
          revision: `main@sha1:${sha}`,
        });
        await reconcile();
      },
    });
    const ofKustomization = events.filter((event) => isEventOf(event, "Kustomization"));

    expect(ofKustomization.map(commitOf)).toEqual(ofKustomization.map(() => ({ sha, ref: "main" })));
    expect(events.filter((event) => isEventOf(event, "OCIRepository")).map(commitOf)).toEqual([undefined]);
    expect(kustomizationOutcome(events).phase).toBe("succeeded");
    expectReadable(events);
  });

  it("means a dependency that is not ready", async () => {
    const events = await play({
      cluster: {
        kustomizations: [
          { name: "front", path: "cart", dependsOn: ["cart"] },
          { name: "cart", path: "gone" },
        ],
      },
    });

    expect(events.map(meaningOf)).toContain("Kustomization DependencyNotReady: neutral, dependency");
    expectReadable(events);
  });
});
