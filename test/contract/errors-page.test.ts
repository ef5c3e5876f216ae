import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      ({ name, parentPath }) =>
        name.endsWith(".ts") && !name.includes(".test.") && !parentPath.includes("node_modules"),
    )
    .map(({ name, parentPath }) => readFileSync(join(parentPath, name), "utf8"));
}

describe("docs/errors.md", () => {
  const declared = ["packages", "examples"]
    .flatMap(sources)
    .flatMap((text) => [...text.matchAll(/readonly code = "([A-Z_]+)"/g)].map(([, code]) => code));
  const explained = [...readFileSync("docs/errors.md", "utf8").matchAll(/^\| `([A-Z_]+)`/gm)].map(([, code]) => code);

  it("has a row for every error code, and none for a code that does not exist", () => {
    expect(explained.toSorted()).toEqual([...new Set(declared)].toSorted());
  });

  it("finds the codes in the sources", () => {
    expect(declared.length).toBeGreaterThan(20);
  });
});
