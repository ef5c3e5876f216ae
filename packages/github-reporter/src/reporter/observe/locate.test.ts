import { describe, expect, it } from "vitest";

import type { GitHubClient } from "../../github/call.ts";
import { encodeLock } from "../../lock/codec.ts";
import type { ReleaseLock } from "../../lock/lock.ts";
import { createLocate } from "./locate.ts";
import type { ResolvedTarget } from "../target.ts";

const REVISION = "1".repeat(40);
const EARLIER = "0".repeat(40);
const INTRODUCING = "2".repeat(40);
const digest = `sha256:${"0123abcd".repeat(8)}`;
const lock: ReleaseLock = {
  schema: 1,
  slot: "dev/cart",
  app: "cart",
  environment: "dev",
  release: {
    id: "r-8f3a52c19e0b77d4",
    app: "cart",
    source: { repository: "acme/shop", sha: "3".repeat(40) },
    images: { cart: `registry.example/cart:v2@${digest}` },
    templates: { path: "deploy/cart", tree: "4".repeat(40) },
  },
  config: [],
  engines: {},
  files: { "deployment.yaml": digest },
  content: digest,
  reason: "promotion",
};
const target: ResolvedTarget = {
  repository: "acme/shop-manifests",
  slot: "dev/cart",
  environment: "dev",
  app: "cart",
  path: "envs/dev/cart",
  target: "eu",
  targets: ["eu"],
  next: [],
};
const client = clientWith(encodeLock(lock));

describe("createLocate", () => {
  it.each([undefined, "acme/shop", "Acme/Shop"])("locates a release of the expected source %s", async (source) => {
    const location = await createLocate(10)(client, { ...target, source }, REVISION);
    expect(location._unsafeUnwrap()).toEqual({
      commit: { repository: "acme/shop-manifests", sha: INTRODUCING },
      release: lock.release,
      earlier: [EARLIER],
    });
  });

  it.each([
    [{ slot: "prod/cart" }, "speaks of the slot dev/cart instead of prod/cart"],
    [{ app: "checkout" }, "speaks of the app cart instead of checkout"],
    [{ source: "acme/other" }, "speaks of a release of acme/shop instead of acme/other"],
  ])("refuses a lock for the target with %j, also after another target was located", async (parts, message) => {
    const locate = createLocate(10);
    expect((await locate(client, target, REVISION)).isOk()).toBe(true);
    const error = (await locate(client, { ...target, ...parts }, REVISION))._unsafeUnwrapErr();
    expect(error.code).toBe("LOCK_UNREADABLE");
    expect(error.message).toContain(message);
  });
});

/** Makes a client that knows one lock and the commit that introduced it. */
function clientWith(text: string): GitHubClient {
  const content = Buffer.from(text).toString("base64");
  const request = (route: string): Promise<unknown> => {
    const file = { type: "file", encoding: "base64", content, sha: "5".repeat(40) };
    return Promise.resolve({
      status: 200,
      headers: {},
      data: route.endsWith("/commits") ? [{ sha: INTRODUCING }, { sha: EARLIER }] : file,
    });
  };
  return { request } as unknown as GitHubClient;
}
