import { describe, expect, it } from "vitest";

import { hasInTitle } from "./runs.ts";

describe("the title of a run", () => {
  it.each(["r-1-dev", "Tests (r-1-dev)", "dev/r-1-dev: tests", "Sent as r-1-dev.", "r-1-dev-tests after r-1-dev"])(
    "has the id: %s",
    (title) => {
      expect(hasInTitle(title, "r-1-dev")).toBe(true);
    },
  );

  it.each(["", "Tests", "Tests (r-1-dev-tests)", "r-1-dev2", "r-1-dev.2", "r-1-dev-r-1-devx"])(
    "has no id, or a longer one: %s",
    (title) => {
      expect(hasInTitle(title, "r-1-dev")).toBe(false);
    },
  );
});
