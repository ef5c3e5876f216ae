import { describe, expect, test } from "vitest";

import { CART, deployment, DIGEST, findings, refused, rendered, SERVICE } from "../../fixtures/render-request.ts";

describe("the tree", () => {
  test("has one file for each object, in the order of the paths, with a record of all", async () => {
    const templates = { "b.yaml": `${SERVICE}---\n${deployment("cart")}`, "README.md": "# not a manifest" };
    const tree = await rendered(templates, { images: [CART] });
    const paths = ["shop/deployment.apps_cart.yaml", "shop/service_cart.yaml"];
    expect([...tree.files.keys()]).toEqual(paths);
    expect(tree.resources.map(({ kind }) => kind)).toEqual(["Deployment", "Service"]);
    expect(Object.keys(tree.provenance.files)).toEqual(paths);
    expect(tree.provenance).toMatchObject({
      source: { repository: "acme/shop", sha: "1".repeat(40) },
      images: { cart: CART.reference },
      engines: { plain: "1" },
    });
    expect(tree.provenance.content).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test("is the same for the same input, whatever the order of files, documents and keys", async () => {
    const other = "spec: {ports: [{port: 80}]}\nmetadata: {name: cart}\nkind: Service\napiVersion: v1\n";
    const one = await rendered({ "a.yaml": SERVICE, "b.yaml": deployment("x@" + DIGEST) });
    const two = await rendered({ "z.yaml": `${deployment("x@" + DIGEST)}---\n${other}` });
    expect(two.files).toEqual(one.files);
    expect(two.provenance.content).toBe(one.provenance.content);
  });

  test("keeps its content digest when only the commit changes, and not when a manifest does", async () => {
    const one = await rendered({ "a.yaml": SERVICE });
    const two = await rendered({ "a.yaml": SERVICE }, { source: { repository: "acme/shop", sha: "2".repeat(40) } });
    const three = await rendered({ "a.yaml": SERVICE.replace("80", "81") });
    expect(two.provenance.content).toBe(one.provenance.content);
    expect(three.provenance.content).not.toBe(one.provenance.content);
  });

  test("is refused when two files describe the same object, and both are named", async () => {
    const error = await refused({
      "a.yaml": SERVICE,
      "b.yaml": `# later\n${SERVICE.replace("}]}", "}], type: NodePort}")}`,
    });
    expect(error).toMatchObject({
      code: "RESOURCE_DUPLICATE",
      origins: [
        { file: "a.yaml", line: 1 },
        { file: "b.yaml", line: 1 },
      ],
    });
    expect(error.message).toContain("Service shop/cart is described twice, at a.yaml:1 and at b.yaml:1");
  });

  test.each(["../a.yaml", "/a.yaml", "a//b.yaml", "a\\b.yaml", "./a.yaml"])(
    "is refused for the path %s",
    async (path) => {
      expect((await refused({ [path]: SERVICE })).code).toBe("FILE_INVALID");
    },
  );

  test("is refused when a template is not UTF-8", async () => {
    const error = await refused({ "a.yaml": Uint8Array.from([0x61, 0xff]) });
    expect(error).toMatchObject({ code: "FILE_INVALID", file: "a.yaml" });
  });

  test("is refused when it grows beyond its limit", async () => {
    const limits = { maxOutputBytes: 50 };
    expect((await refused({ "a.yaml": SERVICE }, { limits })).code).toBe("LIMIT_EXCEEDED");
  });
});

describe("placeholders", () => {
  test("take their values from the highest layer, and from the release", async () => {
    const template = deployment(
      "cart",
      ', env: [{name: A, value: "${a.x} ${a.y} ${app} ${environment} ${images.cart.tag}"}]',
    );
    const layers = [
      { source: "common", values: { a: { x: "1", y: "1" } } },
      { source: "dev", values: { a: { y: "2" } } },
    ];
    const { text } = await rendered({ "a.yaml": template }, { layers, images: [CART] });
    expect(text).toContain('value: "1 2 cart dev 1.4"');
  });

  test("cannot change the structure of a manifest, whatever their value", async () => {
    const hostile = "x\nspec:\n  type: LoadBalancer\n---\nkind: Namespace # {a: b}";
    const { resources } = await rendered(
      { "a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  k: ${v}\n" },
      { layers: [{ source: "dev", values: { v: hostile } }] },
    );
    expect(resources).toHaveLength(1);
    expect(resources[0]?.["data"]).toEqual({ k: hostile });
  });

  test("without a value are all listed, with file and line", async () => {
    const error = await refused({ "a.yaml": "apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${x}\nspec: ${y}\n" });
    expect(error.message).toContain("a.yaml:4: ${x} has no value");
    expect(error.message).toContain("a.yaml:5: ${y} has no value");
  });

  test("that YAML takes for a comment are refused", async () => {
    expect(await findings({ "a.yaml": SERVICE.replace("{ports: [{port: 80}]}", "#{PORT}#") })).toEqual([
      ["placeholder/in-comment", undefined],
    ]);
  });

  test("of a syntax that is off, or out of a value, are refused", async () => {
    const labelled = (text: string) => SERVICE.replace("{name: cart}", `{name: cart, labels: {a: "${text}"}}`);
    const path = "metadata.labels.a";
    expect(await findings({ "a.yaml": labelled("#{X}#") }, { placeholders: [] })).toEqual([
      ["placeholder/unresolved", path],
    ]);
    const layers = [{ source: "dev", values: { v: "__TEAM__" } }];
    expect(await findings({ "a.yaml": labelled("#{v}#") }, { layers })).toEqual([["placeholder/unresolved", path]]);
  });
});

describe("images", () => {
  test.each([
    "cart",
    "cart:dev",
    "ghcr.io/acme/cart",
    "ghcr.io/acme/cart:old",
    `ghcr.io/acme/cart@sha256:${"b".repeat(64)}`,
  ])("the release takes the place of %s", async (image) => {
    const { text } = await rendered({ "a.yaml": deployment(image) }, { images: [CART] });
    expect(text).toContain(`image: ${CART.reference}\n`);
  });

  test("the release takes the place of an image of Docker Hub, however it is written", async () => {
    const images = [{ name: "web", reference: `docker.io/library/nginx:1@${DIGEST}` }];
    const { text } = await rendered({ "a.yaml": deployment("nginx:latest") }, { images });
    expect(text).toContain(`image: docker.io/library/nginx:1@${DIGEST}`);
  });

  test("are found in init and ephemeral containers, in image volumes, and in kinds that nobody knows", async () => {
    const rollout = [
      "apiVersion: argoproj.io/v1alpha1",
      "kind: Rollout",
      "metadata: {name: cart}",
      "spec:",
      "  template:",
      "    spec:",
      "      initContainers: [{name: a, image: cart}]",
      "      ephemeralContainers: [{name: b, image: cart}]",
      "      volumes: [{name: c, image: {reference: cart}}]",
      "",
    ].join("\n");
    const { text } = await rendered({ "a.yaml": rollout }, { images: [CART] });
    expect(text.split(CART.reference)).toHaveLength(4);
  });

  test("of longer names are other images", async () => {
    const image = `ghcr.io/acme/cart-db@${DIGEST}`;
    expect(await findings({ "a.yaml": deployment(image) }, { images: [CART] })).toEqual([
      ["image/unmatched", undefined],
    ]);
  });

  test("of the release are reported as used and as not used", async () => {
    const other = { name: "other", reference: `ghcr.io/acme/other@${DIGEST}` };
    const request = { images: [CART, other], guards: { unmatchedImage: "warn" } } as const;
    const { images } = await rendered({ "a.yaml": deployment("cart") }, request);
    expect(images).toEqual({ matched: ["cart"], unmatched: ["other"] });
  });

  test("of the release that no container uses are refused, but may stand in a placeholder", async () => {
    expect(await findings({ "a.yaml": SERVICE }, { images: [CART] })).toEqual([["image/unmatched", undefined]]);
    const custom =
      'apiVersion: example.com/v1\nkind: Job\nmetadata: {name: a}\nspec: {image: "${images.cart.reference}"}\n';
    expect((await rendered({ "a.yaml": custom }, { images: [CART] })).text).toContain(`image: ${CART.reference}`);
  });

  test("for which two of the release could stand are refused, unless the template names one", async () => {
    const images = [CART, { name: "migrate", reference: `ghcr.io/acme/cart:1.4-migrate@${DIGEST}` }];
    const guards = { unmatchedImage: "allow" } as const;
    const codes = await findings({ "a.yaml": deployment("ghcr.io/acme/cart") }, { images, guards });
    expect(codes).toEqual([["image/ambiguous", "spec.template.spec.containers[name=cart].image"]]);
    const { text } = await rendered({ "a.yaml": deployment("migrate") }, { images, guards });
    expect(text).toContain("1.4-migrate");
  });

  test("that are no references, or share a name, are refused", async () => {
    const images = [CART, CART, { name: "b", reference: "Not An Image" }];
    expect(await findings({ "a.yaml": deployment("cart") }, { images })).toEqual([
      ["image/invalid-reference", undefined],
      ["image/invalid-reference", undefined],
    ]);
  });

  test("without a digest are refused", async () => {
    const path = "spec.template.spec.containers[name=cart].image";
    expect(await findings({ "a.yaml": deployment("redis:7") })).toEqual([["image/mutable", path]]);
    expect(await findings({ "a.yaml": deployment("Redis 7") })).toEqual([["image/mutable", path]]);
  });
});

describe("the namespace", () => {
  const role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: a, namespace: wrong}\n";

  test("goes to namespaced objects only", async () => {
    const { files } = await rendered({ "a.yaml": `${SERVICE}---\n${role}` });
    expect([...files.keys()]).toEqual([
      "_cluster/clusterrole.rbac.authorization.k8s.io_a.yaml",
      "shop/service_cart.yaml",
    ]);
    expect([...files.values()].join("")).not.toContain("wrong");
  });

  test("does not go to custom kinds of the cluster that the templates define or the request names", async () => {
    const crd = [
      "apiVersion: apiextensions.k8s.io/v1",
      "kind: CustomResourceDefinition",
      "metadata: {name: tenants.example.com}",
      "spec: {group: example.com, scope: Cluster, names: {kind: Tenant}}",
      "",
    ].join("\n");
    const custom = (kind: string) => `apiVersion: example.com/v1\nkind: ${kind}\nmetadata: {name: a}\n`;
    const { files } = await rendered(
      { "a.yaml": [crd, custom("Tenant"), custom("Region"), custom("Other")].join("---\n") },
      { clusterScopedKinds: ["Region.example.com"] },
    );
    expect([...files.keys()].map((path) => path.split("_a")[0])).toEqual([
      "_cluster/customresourcedefinition.apiextensions.k8s.io_tenants.example.com.yaml",
      "_cluster/region.example.com",
      "_cluster/tenant.example.com",
      "shop/other.example.com",
    ]);
  });

  test("goes to the service accounts that a binding names without one", async () => {
    const binding = [
      "apiVersion: rbac.authorization.k8s.io/v1",
      "kind: ClusterRoleBinding",
      "metadata: {name: a}",
      "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: a}",
      "subjects: [{kind: ServiceAccount, name: x}, {kind: ServiceAccount, name: y, namespace: z}, {kind: User, name: u}]",
      "",
    ].join("\n");
    const { resources } = await rendered({ "a.yaml": binding });
    expect(resources[0]?.["subjects"]).toMatchObject([{ namespace: "shop" }, { namespace: "z" }, { name: "u" }]);
    expect(resources[0]?.["subjects"]).not.toHaveProperty("2.namespace");
  });

  test("of a template wins never in silence: two different ones are refused", async () => {
    const foreign = SERVICE.replace("{name: cart}", "{name: cart, namespace: other}");
    expect(await findings({ "a.yaml": foreign })).toEqual([["namespace/conflict", "metadata.namespace"]]);
    const { files } = await rendered({ "a.yaml": foreign }, { guards: { foreignNamespace: "allow" } });
    expect([...files.keys()]).toEqual(["other/service_cart.yaml"]);
  });

  test("that nobody names is a warning", async () => {
    const { diagnostics } = await rendered({ "a.yaml": SERVICE }, { namespace: undefined });
    expect(diagnostics).toMatchObject([{ severity: "warning", code: "namespace/missing", resource: "Service cart" }]);
  });
});
