import { createHmac } from "node:crypto";

import { describe, expect, it } from "vitest";

import { verifyGitHubWebhook } from "./verify.ts";

const body = '{"action":"opened","title":"Grüße"}';

describe("verifyGitHubWebhook", () => {
  it("accepts the example of GitHub's documentation", async () => {
    const result = await verifyGitHubWebhook({
      body: "Hello, World!",
      signature: "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
      secrets: ["It's a Secret to Everybody"],
    });
    expect(result.isOk()).toBe(true);
  });

  it("accepts any of several secrets, over text or bytes", async () => {
    const signature = sign(body, "new");
    for (const raw of [body, new TextEncoder().encode(body)]) {
      expect((await verifyGitHubWebhook({ body: raw, signature, secrets: ["old", "new"] })).isOk()).toBe(true);
    }
  });

  it("verifies the bytes as they came, a byte order mark included", async () => {
    const bytes = new TextEncoder().encode(`\uFEFF${body}`);
    const signature = sign(bytes, "secret");
    expect((await verifyGitHubWebhook({ body: bytes, signature, secrets: ["secret"] })).isOk()).toBe(true);
    expect((await verifyGitHubWebhook({ body: bytes.slice(3), signature, secrets: ["secret"] })).isErr()).toBe(true);
  });

  it("refuses what is not UTF-8, also where its replacement characters were signed", async () => {
    const bytes = Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d);
    const replaced = Buffer.from(new TextDecoder().decode(bytes));
    const unpaired = '{"a":"\uD83D"}';
    for (const [raw, signature] of [
      [bytes, sign(bytes, "secret")],
      [bytes, sign(replaced, "secret")],
      [unpaired, sign(Buffer.from(unpaired), "secret")],
    ] as const) {
      const result = await verifyGitHubWebhook({ body: raw, signature, secrets: ["secret"] });
      expect(result._unsafeUnwrapErr().message).toContain("not UTF-8");
    }
  });

  it("refuses an empty body", async () => {
    const result = await verifyGitHubWebhook({ body: "", signature: sign("", "secret"), secrets: ["secret"] });
    expect(result._unsafeUnwrapErr().code).toBe("WEBHOOK_SIGNATURE_REFUSED");
  });

  it.each([
    ["another secret", sign(body, "other")],
    ["another body", sign(`${body} `, "secret")],
    ["no signature", undefined],
    ["an empty signature", ""],
    ["text that is no signature", "nonsense"],
    ["a digest that is cut short", sign(body, "secret").slice(0, -2)],
    ["a digest with more behind it", `${sign(body, "secret")}00`],
    ["SHA-1", `sha1=${createHmac("sha1", "secret").update(body).digest("hex")}`],
  ])("refuses %s", async (_case, signature) => {
    const result = await verifyGitHubWebhook({ body, signature, secrets: ["secret"] });
    expect(result._unsafeUnwrapErr().code).toBe("WEBHOOK_SIGNATURE_REFUSED");
  });

  it("refuses everything while no secret is configured", async () => {
    const result = await verifyGitHubWebhook({ body, signature: sign(body, ""), secrets: ["", "  "] });
    expect(result._unsafeUnwrapErr().code).toBe("WEBHOOK_SECRET_MISSING");
  });
});

function sign(text: string | Uint8Array, secret: string): string {
  return `sha256=${createHmac("sha256", secret).update(text).digest("hex")}`;
}
