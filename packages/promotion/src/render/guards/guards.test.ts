import { parseResources, planChanges, type Policy } from "@gitops/manifest-renderer";
import { describe, expect, it } from "vitest";

import { folderGuards, inWordsOfPipeline } from "./folder-guards.ts";
import { forbidKinds } from "./forbid-kinds.ts";
import { notLatest } from "./not-latest.ts";
import { renderGuards } from "./pipeline-guards.ts";

function findings(policy: Policy, yaml: string) {
  const [resource] = parseResources(yaml)._unsafeUnwrap();
  return policy.check(resource!, { app: "cart", environment: "dev" });
}

function deployment(image: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec: { template: { spec: { initContainers: [{ name: init, image: "busybox:1.36" }], containers: [{ name: cart, image: "${image}" }] } } }
`;
}

describe("the guard against the tag latest", () => {
  it.each(["cart", "cart:latest", "registry.test:5000/shop/cart", "registry.test:5000/cart:latest"])(
    "refuses %s and names object and field",
    (image) => {
      const [finding, ...more] = findings(notLatest, deployment(image));
      expect(more).toEqual([]);
      expect(finding?.path).toBe("spec.template.spec.containers[0].image");
      expect(finding?.message).toContain(`"${image}" of Deployment.apps shop/cart`);
    },
  );

  it.each(["cart:1.2", "registry.test:5000/cart:latest-2024", `cart:latest@sha256:${"1".repeat(64)}`])(
    "lets %s through",
    (image) => {
      expect(findings(notLatest, deployment(image))).toEqual([]);
    },
  );

  it("looks at image volumes and at kinds that nobody knows", () => {
    const rollout = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: cart }
spec: { template: { spec: { volumes: [{ name: model, image: { reference: "models/cart" } }], containers: [{ name: c, image: "c:latest" }] } } }
`;
    expect(findings(notLatest, rollout).map(({ path }) => path)).toEqual([
      "spec.template.spec.volumes[0].image.reference",
      "spec.template.spec.containers[0].image",
    ]);
  });
});

describe("the guard against kinds", () => {
  const secret = "apiVersion: v1\nkind: Secret\nmetadata: { name: db, namespace: shop }\n";
  const role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: db }\n";

  it("names the object", () => {
    expect(findings(forbidKinds(["Secret"]), secret)[0]?.message).toContain("Secret shop/db");
    expect(findings(forbidKinds(["Secret"]), role)).toEqual([]);
  });

  it("knows kinds with their group as well", () => {
    expect(findings(forbidKinds(["Role.rbac.authorization.k8s.io"]), role)).toHaveLength(1);
    expect(findings(forbidKinds(["Role.example.test"]), role)).toEqual([]);
  });

  it("is the same policy for the same pipeline, so that what it said can be kept", () => {
    const kinds = ["Secret"];
    expect(forbidKinds(kinds)).toBe(forbidKinds(kinds));
  });
});

describe("renderGuards", () => {
  it("leaves alone what the pipeline does not name", () => {
    expect(renderGuards(undefined)).toEqual({ guards: {}, policies: [] });
    expect(renderGuards({})).toEqual({ guards: {}, policies: [] });
  });

  it.each([
    ["digest", "error", []],
    ["not-latest", "allow", ["not-latest"]],
    [false, "allow", []],
  ] as const)("asks for images by %s", (immutableImages, mutableImage, policies) => {
    const asked = renderGuards({ immutableImages });
    expect(asked.guards).toEqual({ mutableImage });
    expect(asked.policies.map(({ name }) => name)).toEqual(policies);
  });

  it("lets an empty render through only when the pipeline says so", () => {
    expect(renderGuards({ allowEmpty: true }).guards).toEqual({ emptyRender: "allow" });
    expect(renderGuards({ allowEmpty: false }).guards).toEqual({ emptyRender: "error" });
  });
});

describe("folderGuards", () => {
  /** Tells whether so many of so many files may be deleted. */
  function allows(maxDeletedObjects: number | string | undefined, deleted: number, recorded: number): boolean {
    const names = Array.from({ length: recorded }, (_, index) => `file-${index}.yaml`);
    const next = new Map([["new.yaml", "new"], ...names.slice(deleted).map((name) => [name, ""] as const)]);
    const options = folderGuards(maxDeletedObjects === undefined ? {} : { maxDeletedObjects }, recorded);
    const previous = Object.fromEntries(names.map((name) => [name, ""]));
    const current = new Map(names.map((name) => [name, ""]));
    return planChanges(current, { files: next }, { ...options, previous, overwriteEdited: true }).isOk();
  }

  it("lets half of the files go unless the pipeline says otherwise", () => {
    expect([allows(undefined, 5, 10), allows(undefined, 6, 10)]).toEqual([true, false]);
    expect([allows("20%", 2, 10), allows("20%", 3, 10)]).toEqual([true, false]);
    expect(allows("100%", 10, 10)).toBe(true);
  });

  it("counts files exactly, however many there are", () => {
    for (let recorded = 1; recorded <= 60; recorded += 1) {
      for (const limit of [0, 1, 3, recorded]) {
        if (limit > recorded) continue;
        expect([recorded, limit, allows(limit, limit, recorded)]).toEqual([recorded, limit, true]);
        if (limit < recorded)
          expect([recorded, limit, allows(limit, limit + 1, recorded)]).toEqual([recorded, limit, false]);
      }
    }
  });

  it("names the keys of the pipeline and paths of the repository in what is refused", () => {
    const current = new Map(["a.yaml", "b.yaml", "c.yaml"].map((name) => [name, "text"]));
    const previous = { "a.yaml": "", "b.yaml": "", "c.yaml": "" };
    const refuse = (next: ReadonlyMap<string, string>, options: object): string =>
      inWordsOfPipeline("envs/dev/cart", planChanges(current, { files: next }, options)._unsafeUnwrapErr()).message;
    expect(refuse(new Map([["n.yaml", ""]]), { previous })).toMatch(
      /envs\/dev\/cart\/a\.yaml.*guards\.maxDeletedObjects/,
    );
    expect(refuse(new Map(), { previous })).toContain("guards.allowEmpty");
    expect(refuse(new Map([["n.yaml", ""]]), {})).toContain("guards.unmanagedPaths");
    for (const said of [refuse(new Map([["a.yaml", ""]]), { previous: {} }), refuse(new Map(), {})]) {
      expect(said).not.toMatch(/overwriteEdited|adoptUnmanaged|maxRemovedShare/);
    }
  });
});
