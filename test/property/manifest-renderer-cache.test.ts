import { memoryCache, render, type Policy, type RenderRequest } from "@gitops/manifest-renderer";
import { kubernetesSchemas } from "@gitops/manifest-renderer/schemas";
import fc from "fast-check";
import { expect, test } from "vitest";

const DIGEST = `sha256:${"a".repeat(64)}`;
const DOCUMENTS = [
  "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 80}]}\n",
  "apiVersion: v1\nkind: Service\nmetadata: {name: b}\nspec: {port: 80}\n",
  "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: on}\n",
  "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: d}\ndata: {a: '${x}'}\n",
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: e}\ndata: {a: "$\\u007bx}"}\n',
  "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: f}\nspec: {selector: {}, template: {spec: {containers: [{name: f, image: web}]}}}\n",
  `apiVersion: v1\nkind: Pod\nmetadata: {name: g, namespace: other}\nspec: {containers: [{name: g, image: 'web@${DIGEST}'}]}\nstatus: {phase: Running}\n`,
  "apiVersion: example.com/v1\nkind: Tenant\nmetadata: {name: h}\n",
  "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: tenants.example.com}\nspec: {group: example.com, scope: Cluster, names: {kind: Tenant, plural: tenants}, versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]}\n",
  'apiVersion: v1\nkind: Secret\nmetadata: {name: i}\ndata: {a: "ENC[x]"}\nsops: {mac: "ENC[y]"}\n',
  "a: 1\n",
];
const policies: readonly Policy[] = [
  { name: "no-services", check: ({ kind }) => (kind === "Service" ? [{ message: "no", severity: "warning" }] : []) },
];

const request = fc
  .record({
    documents: fc.uniqueArray(fc.constantFrom(...DOCUMENTS), { minLength: 1, maxLength: 5 }),
    lines: fc.nat(2),
    namespace: fc.constantFrom(undefined, "shop", "other"),
    x: fc.constantFrom("1", "2"),
    tag: fc.constantFrom("1", "2"),
    labels: fc.constantFrom<Readonly<Record<string, string>>>({}, { team: "shop" }),
    guard: fc.constantFrom("allow", "warn", "error"),
    schemas: fc.boolean(),
    policies: fc.boolean(),
    environment: fc.constantFrom("dev", "prod"),
    maxDepth: fc.constantFrom(64, 6),
  })
  .map((made): RenderRequest => ({
    app: "shop",
    environment: made.environment,
    namespace: made.namespace,
    templates: new Map([["a.yaml", "\n".repeat(made.lines) + made.documents.join("---\n")]]),
    images: [{ name: "web", reference: `registry.example/web:${made.tag}@${DIGEST}` }],
    layers: [{ source: "values", values: { x: made.x } }],
    source: { repository: "acme/shop", sha: "1".repeat(40) },
    labels: made.labels,
    guards: {
      mutableImage: made.guard,
      unmatchedImage: "allow",
      ambiguousScalar: made.guard,
      foreignNamespace: "warn",
    },
    limits: { maxDepth: made.maxDepth },
    ...(made.schemas ? { schemas: kubernetesSchemas } : {}),
    ...(made.policies ? { policies } : {}),
  }));

const answer = async (made: RenderRequest): Promise<unknown> =>
  (await render(made)).match(
    (tree) => tree,
    ({ code, message }) => ({ code, message }),
  );

test("a render with a cache is the render without one, whatever was rendered before", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 2, maxLength: 6 }), async (requests) => {
      const cache = memoryCache();
      for (const made of [...requests, ...requests]) {
        expect(await answer({ ...made, cache })).toEqual(await answer(made));
      }
    }),
    { numRuns: 200 },
  );
});
