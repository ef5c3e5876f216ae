import { createHmac } from "node:crypto";

import { describe, expect, it } from "vitest";

import { type SignedBody, verifySignature } from "./signature.ts";

// RFC 4231, test case 2
const SECRET = "Jefe";
const BODY = "what do ya want for nothing?";
const SHA256 = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
const SHA512 =
  "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737";

const verify = (input: Partial<SignedBody>) =>
  verifySignature({ body: BODY, signature: `sha256=${SHA256}`, secrets: [SECRET], ...input }).match(
    () => "ok",
    (error) => error.code,
  );

describe("verifySignature", () => {
  it("accepts the signature of RFC 4231 over text and over bytes", () => {
    expect(verify({})).toBe("ok");
    expect(verify({ body: new TextEncoder().encode(BODY) })).toBe("ok");
  });

  it("accepts what notification-controller signs in its own test", () => {
    // https://github.com/fluxcd/notification-controller/blob/main/internal/notifier/forwarder_test.go
    const body =
      '{"involvedObject":{"kind":"GitRepository","namespace":"gitops-system","name":"webapp"},"severity":"info",' +
      '"timestamp":"2022-09-30T06:40:29Z","message":"message","reason":"reason","metadata":{"test":"metadata"},' +
      '"reportingController":"source-controller","reportingInstance":"source-controller-xyz"}';
    const signature = "sha256=65b018549b1254e7226d1c08f9567ee45bc9de0fc4e7b1a40253f9a018b08be7";

    expect(verify({ body, signature, secrets: ["7152fed34dd6149a7c75a276c510da27cb6f82b0"] })).toBe("ok");
  });

  it.each(["sha224", "sha256", "sha384", "sha512"])("accepts %s where it is allowed", (algorithm) => {
    const digest = createHmac(algorithm, SECRET).update(BODY).digest("hex");

    expect(verify({ signature: `${algorithm}=${digest}`, algorithms: [algorithm] })).toBe("ok");
  });

  it("accepts any of several secrets, so that they can be rotated", () => {
    expect(verify({ secrets: ["previous", SECRET] })).toBe("ok");
    expect(verify({ secrets: [SECRET, "next"] })).toBe("ok");
  });

  it("accepts a secret whose white space Flux kept, and one whose white space Flux trimmed", () => {
    const kept = createHmac("sha256", `${SECRET}\n`).update(BODY).digest("hex");

    expect(verify({ secrets: [`${SECRET}\n`], signature: `sha256=${kept}` })).toBe("ok");
    expect(verify({ secrets: [`${SECRET}\n`] })).toBe("ok");
  });

  it("refuses a body that differs in one byte", () => {
    expect(verify({ body: `${BODY}\n` })).toBe("FLUX_SIGNATURE_MISMATCH");
  });

  it("refuses a foreign secret", () => {
    expect(verify({ secrets: ["jefe"] })).toBe("FLUX_SIGNATURE_MISMATCH");
  });

  it("refuses a digest that is cut short", () => {
    expect(verify({ signature: `sha256=${SHA256.slice(0, 32)}` })).toBe("FLUX_SIGNATURE_MISMATCH");
  });

  it.each(["a", "ab", "0000"])("refuses a digest that goes on with %j", (more) => {
    expect(verify({ signature: `sha256=${SHA256}${more}` })).toBe("FLUX_SIGNATURE_MISMATCH");
  });

  it.each([undefined, ""])("refuses a request whose signature is %j", (signature) => {
    expect(verify({ signature })).toBe("FLUX_SIGNATURE_MISSING");
  });

  it.each([SHA256, "sha256=", "sha256=xyz", `sha256=${SHA256}, sha256=${SHA256}`])(
    "refuses %j, which is no signature",
    (signature) => {
      expect(verify({ signature })).toBe("FLUX_SIGNATURE_MALFORMED");
    },
  );

  it("accepts other algorithms only where they are allowed", () => {
    expect(verify({ signature: `sha512=${SHA512}` })).toBe("FLUX_SIGNATURE_ALGORITHM_REFUSED");
    expect(verify({ signature: `sha512=${SHA512}`, algorithms: ["sha256", "sha512"] })).toBe("ok");
    expect(verify({ signature: `SHA256=${SHA256.toUpperCase()}` })).toBe("ok");
    expect(verify({ algorithms: ["sha512"] })).toBe("FLUX_SIGNATURE_ALGORITHM_REFUSED");
  });

  it("throws on an algorithm that is not worth having, which is a mistake of the program", () => {
    expect(() => verify({ algorithms: ["md5"] })).toThrow(RangeError);
  });

  it.each([[[]], [[""]], [["  \n"]]])("trusts nobody with the secrets %j", (secrets) => {
    const signature = `sha256=${createHmac("sha256", secrets[0] ?? "")
      .update(BODY)
      .digest("hex")}`;

    expect(verify({ secrets, signature })).toBe("FLUX_SIGNATURE_SECRET_MISSING");
  });

  it("throws on secrets that are no list, whose letters would be secrets", () => {
    const signature = `sha256=${createHmac("sha256", "J").update(BODY).digest("hex")}`;

    expect(() => verify({ signature, secrets: SECRET as unknown as string[] })).toThrow(TypeError);
  });

  it("tells neither secret nor digest in a refusal", () => {
    const error = verifySignature({
      body: "other",
      signature: `sha256=${SHA256}`,
      secrets: [SECRET],
    })._unsafeUnwrapErr();

    expect(error.message).not.toContain(SECRET);
    expect(error.message).not.toMatch(/[0-9a-f]{8}/);
  });
});
