import { createHmac } from "node:crypto";

import { describe, expect, it } from "vitest";

import { verifyGitHubWebhook } from "./verify.ts";

const body = '{"action":"opened","title":"Grüße"}';

describe("verifyGitHubWebhook", () => {
  it("accepts the example of GitHub's documentation", () => {
    const result = verifyGitHubWebhook({
      body: "Hello, World!",
      signature: "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
      secrets: ["It's a Secret to Everybody"],
    });
    expect(result.isOk()).toBe(true);
  });

  it("accepts any of several secrets, over text or bytes", () => {
    const signature = sign(body, "new");
    for (const raw of [body, new TextEncoder().encode(body)]) {
      expect(verifyGitHubWebhook({ body: raw, signature, secrets: ["old", "new"] }).isOk()).toBe(true);
    }
  });

  it("verifies the bytes as they came, also where they are not UTF-8", () => {
    const bytes = Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d);
    const signature = sign(bytes, "secret");
    expect(verifyGitHubWebhook({ body: bytes, signature, secrets: ["secret"] }).isOk()).toBe(true);

    const decoded = Buffer.from(new TextDecoder().decode(bytes));
    expect(verifyGitHubWebhook({ body: decoded, signature, secrets: ["secret"] }).isErr()).toBe(true);
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
  ])("refuses %s", (_case, signature) => {
    const result = verifyGitHubWebhook({ body, signature, secrets: ["secret"] });
    expect(result._unsafeUnwrapErr().code).toBe("WEBHOOK_SIGNATURE_REFUSED");
  });

  it("refuses everything while no secret is configured", () => {
    const result = verifyGitHubWebhook({ body, signature: sign(body, ""), secrets: ["", "  "] });
    expect(result._unsafeUnwrapErr().code).toBe("WEBHOOK_SECRET_MISSING");
  });
});

function sign(text: string | Uint8Array, secret: string): string {
  return `sha256=${createHmac("sha256", secret).update(text).digest("hex")}`;
}
