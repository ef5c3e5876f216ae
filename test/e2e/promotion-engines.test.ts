import { createPromoter, definePipeline } from "@gitops/promotion";
import { memoryCache, parseResources, type Engine, type EngineInput } from "@gitops/manifest-renderer";
import { okAsync } from "neverthrow";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { closeGitHub } from "../contract/openapi/close-github.ts";
import { BOT, pipeline, startCartDelivery, TEMPLATE } from "./cart-delivery.ts";

let cart: Awaited<ReturnType<typeof startCartDelivery>>;

beforeEach(async () => {
  cart = await startCartDelivery();
});

afterEach(async () => {
  await closeGitHub(cart.github);
});

/** An engine of a platform's own, which takes its files as its manifests and says for which environment. */
function stamp(): Engine & { readonly inputs: EngineInput[] } {
  const inputs: EngineInput[] = [];
  return {
    name: "stamp",
    inputs,
    checkStep: ({ note }) => (typeof note === "string" ? [] : ["note must be a text"]),
    identify: () => okAsync({ version: "v1", digest: `sha256:${"e".repeat(64)}` }),
    render: ({ note }, input) => {
      inputs.push(input);
      const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: stamp }\ndata: { note: "${note as string}" }\n`;
      const [resource] = parseResources(text)._unsafeUnwrap();
      const made = resource === undefined ? [] : [{ resource, origin: { file: "stamp", line: 1 } }];
      return okAsync({ files: input.files, resources: [...input.resources, ...made], findings: [] });
    },
  };
}

function promoterWith(
  render: readonly { readonly engine: string; readonly [option: string]: unknown }[],
  engines: readonly Engine[],
) {
  const apps = { cart: { ...pipeline.spec.apps["cart"]!, render } };
  return createPromoter({
    pipeline: definePipeline({ ...pipeline.spec, apps })._unsafeUnwrap(),
    client: cart.client(BOT),
    identity: { logins: [BOT.login] },
    engines,
    cache: memoryCache(),
  });
}

const CHAIN = [{ engine: "plain" }, { engine: "stamp", note: "made for {env}/{app}" }];

describe("an app that names engines", () => {
  it("gets what its chain makes, for its environment, and the lock says which programs took part", async () => {
    const engine = stamp();
    const release = await cart.firstRelease();
    const files = (await promoterWith(CHAIN, [engine]).render("stage/cart", release))._unsafeUnwrap();
    expect(files.get("shop/configmap_stamp.yaml")).toContain("note: made for stage/cart\n");
    expect(files.get("shop/configmap_cart.yaml")).toContain("greeting: hello, stage\n");
    expect(JSON.parse(files.get(".gitops-release.json") ?? "")).toMatchObject({
      engines: { plain: "1", stamp: `v1@sha256:${"e".repeat(64)}` },
    });
    expect(engine.inputs[0]).toMatchObject({ environment: "stage", namespace: "shop" });
  });

  it("is proposed and merged as any other", async () => {
    const release = await cart.firstRelease();
    const report = (await promoterWith(CHAIN, [stamp()]).submit(release))._unsafeUnwrap();
    expect(report.applied.map(({ action, outcome }) => `${action.action}: ${outcome}`)).toEqual([
      "propose: created",
      "merge: merged",
      "delete-branch: deleted",
    ]);
    expect(await cart.contentOf("envs/dev/cart/shop/configmap_stamp.yaml")).toContain("made for dev/cart");
  });

  it("hands every file of the templates to its engines, byte for byte", async () => {
    const bytes = Buffer.from([0x1f, 0x8b, 0xff, 0x00]);
    await cart.pushTemplate(TEMPLATE);
    const { data } = await cart.client(BOT).request("PUT /repos/{owner}/{repo}/contents/{path}", {
      owner: "acme",
      repo: "shop",
      path: "deploy/charts/db.tgz",
      message: "Vendor a chart",
      content: bytes.toString("base64"),
    });
    const engine = stamp();
    const release = cart.release(await cart.headOf(data.commit.sha ?? ""), 1);
    (await promoterWith(CHAIN, [engine]).render("dev/cart", release))._unsafeUnwrap();
    expect(Buffer.from(engine.inputs[0]?.files.get("charts/db.tgz") ?? "")).toEqual(bytes);
  });

  it("is not proposed when its engine was not handed in, and says what is missing", async () => {
    const release = await cart.firstRelease();
    const promoter = promoterWith(CHAIN, []);
    const error = (await promoter.render("dev/cart", release))._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: "STEP_INVALID" });
    expect(error.message).toContain("render[1] (stamp)");
    const report = (await promoter.submit(release))._unsafeUnwrap();
    expect(report.applied).toMatchObject([{ action: { action: "propose" }, outcome: "failed" }]);
  });

  it("is not proposed when its engine refuses its options", async () => {
    const release = await cart.firstRelease();
    const promoter = promoterWith([{ engine: "stamp", note: 1 }], [stamp()]);
    expect((await promoter.render("dev/cart", release))._unsafeUnwrapErr().message).toContain("- note must be a text");
  });
});
