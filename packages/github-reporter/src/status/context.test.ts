import { describe, expect, it } from "vitest";

import {
  controlContext,
  dispatchContext,
  gatesContext,
  inboxContext,
  rollUpContext,
  sameContentContext,
  targetContext,
  verdictContext,
  verificationContext,
} from "./context.ts";

describe("contexts", () => {
  const cart = { environment: "stage", app: "cart" };

  it("name environment, app and what they speak of", () => {
    expect(targetContext(cart, "stage-eu")).toBe("gitops/stage/cart/stage-eu");
    expect(rollUpContext(cart)).toBe("gitops/stage/cart");
    expect(verdictContext(cart)).toBe("gitops/stage/cart");
    expect(dispatchContext(cart, "failure")).toBe("gitops/dispatch/stage/cart/failure");
    expect(verificationContext(cart, "smoke")).toBe("gitops/verify/stage/cart/smoke");
    expect(sameContentContext(cart)).toBe("gitops/same/stage/cart");
  });

  it("tell the parts of an environment apart, except for workflows", () => {
    const canary = { ...cart, part: "canary" };
    expect(targetContext(canary, "stage-eu")).toBe("gitops/stage/cart@canary/stage-eu");
    expect(rollUpContext(canary)).toBe("gitops/stage/cart@canary");
    expect(verdictContext(canary)).toBe("gitops/stage/cart@canary");
    expect(dispatchContext(canary, "success")).toBe("gitops/dispatch/stage/cart@canary/success");
    expect(sameContentContext(canary)).toBe("gitops/same/stage/cart@canary");
    expect(verificationContext(canary, "smoke")).toBe("gitops/verify/stage/cart/smoke");
  });

  it("name the marks of the promoter", () => {
    expect([gatesContext(), inboxContext("cart"), controlContext()]).toEqual([
      "gitops/gates",
      "gitops/inbox/cart",
      "gitops/control",
    ]);
  });
});
