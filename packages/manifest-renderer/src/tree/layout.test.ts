import { expect, test } from "vitest";

import { refused, rendered, SERVICE } from "../../fixtures/render-request.ts";
import { secretValue } from "../secrets/secret-value.ts";

const layout = { lowLevel: "manifests", highLevel: "templates" };

test("low-level and high-level manifests lie side by side, with the values that went in", async () => {
  const request = { layout, layers: [{ source: "dev", values: { replicas: 2 } }] };
  const tree = await rendered({ "svc/a.yaml": SERVICE, "README.md": "# why" }, request);
  expect([...tree.files.keys()]).toEqual([
    "manifests/shop/service_cart.yaml",
    "templates/README.md",
    "templates/gitops-values.json",
    "templates/svc/a.yaml",
  ]);
  expect(tree.files.get("templates/svc/a.yaml")).toBe(SERVICE);
  expect(JSON.parse(tree.files.get("templates/gitops-values.json") ?? "")).toEqual({
    app: "cart",
    environment: "dev",
    namespace: "shop",
    images: {},
    replicas: 2,
  });
  expect(Object.keys(tree.provenance.files)).toEqual([...tree.files.keys()]);
});

test("the content digest speaks of what Flux applies, wherever it lies", async () => {
  const plain = await rendered({ "a.yaml": SERVICE });
  const tree = await rendered({ "a.yaml": SERVICE, "b.md": "more" }, { layout });
  expect(tree.provenance.content).toBe(plain.provenance.content);
});

test("a file that is no text is left out of the high-level manifests, with a warning", async () => {
  const tree = await rendered({ "a.yaml": SERVICE, "chart.tgz": Uint8Array.of(0x1f, 0x8b, 0xff) }, { layout });
  expect(tree.files.has("templates/chart.tgz")).toBe(false);
  expect(tree.diagnostics).toMatchObject([{ code: "render/binary-file", origin: { file: "chart.tgz" } }]);
});

test("a secret value never comes to stand in the high-level manifests", async () => {
  const secrets = { TOKEN: secretValue("hunter22") };
  const chain = [
    { engine: "plain", path: "values.yaml", output: "files" },
    { engine: "plain", path: "a.yaml" },
  ];
  const error = await refused(
    { "a.yaml": SERVICE, "values.yaml": "a: ${secrets.TOKEN}\n" },
    { layout, secrets, chain },
  );
  expect(error.message).toContain("values.yaml:1: the secret TOKEN would stand in Git");
});

test.each([
  ["a", "a"],
  ["a", "a/b"],
  ["a/b", "a"],
  ["../a", "b"],
  ["a", "/b"],
  ["", "b"],
])("the folders %j and %j are refused", async (lowLevel, highLevel) => {
  const error = await refused({ "a.yaml": SERVICE }, { layout: { lowLevel, highLevel } });
  expect(error.code).toBe("LAYOUT_INVALID");
});

test("folders whose names only begin alike lie side by side", async () => {
  const tree = await rendered({ "a.yaml": SERVICE }, { layout: { lowLevel: "a", highLevel: "ab" } });
  expect(tree.files.has("a/shop/service_cart.yaml")).toBe(true);
});
