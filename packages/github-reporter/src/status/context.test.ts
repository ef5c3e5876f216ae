import { describe, expect, it } from "vitest";

import {
  dispatchContext,
  proposalContext,
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
    expect(proposalContext(cart)).toBe("gitops/proposal/stage/cart");
  });
});
