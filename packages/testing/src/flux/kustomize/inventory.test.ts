import { describe, expect, it } from "vitest";

import { type Inventory, planChangeSet } from "./inventory.ts";
import type { Manifest } from "./manifests.ts";

const manifest = (kind: string, name: string, text = "1", apiVersion = "v1"): Manifest => ({
  apiVersion,
  kind,
  name,
  namespace: kind === "Namespace" ? undefined : "shop",
  text,
});
const EMPTY: Inventory = new Map();

describe("planChangeSet", () => {
  it("applies what others need first, and what could refuse others last", () => {
    const manifests = [
      manifest("ValidatingWebhookConfiguration", "guard"),
      manifest("Ingress", "cart", "1", "networking.k8s.io/v1"),
      manifest("Deployment", "front", "1", "apps/v1"),
      manifest("Deployment", "cart", "1", "apps/v1"),
      manifest("ConfigMap", "settings"),
      manifest("Namespace", "shop"),
    ];

    expect(planChangeSet(EMPTY, manifests, true).applied).toEqual([
      "Namespace/shop created",
      "ConfigMap/shop/settings created",
      "Deployment/shop/cart created",
      "Deployment/shop/front created",
      "Ingress/shop/cart created",
      "ValidatingWebhookConfiguration/shop/guard created",
    ]);
  });

  it("tells what is new, what changed, and what is gone, and is silent about the rest", () => {
    const before = planChangeSet(
      EMPTY,
      [
        manifest("Service", "same"),
        manifest("Service", "changed"),
        manifest("Secret", "gone"),
        manifest("Service", "gone"),
      ],
      true,
    );

    expect(
      planChangeSet(
        before.inventory,
        [manifest("Service", "new"), manifest("Service", "same"), manifest("Service", "changed", "2")],
        true,
      ),
    ).toMatchObject({
      applied: ["Service/shop/changed configured", "Service/shop/new created"],
      pruned: ["Service/shop/gone deleted", "Secret/shop/gone deleted"],
    });
  });

  it("deletes nothing without prune, and forgets it all the same, as Flux does", () => {
    const { inventory } = planChangeSet(EMPTY, [manifest("Service", "gone")], false);
    const next = planChangeSet(inventory, [], false);

    expect(next.pruned).toEqual([]);
    expect([...next.inventory.keys()]).toEqual([]);
  });
});
