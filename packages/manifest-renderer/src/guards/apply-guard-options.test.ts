import { describe, expect, test } from "vitest";

import type { Diagnostic, DiagnosticCode } from "../diagnostic.ts";
import { applyGuardOptions } from "./apply-guard-options.ts";
import type { GuardOptions } from "./guard-options.ts";

const found = (code: DiagnosticCode): Diagnostic => ({ severity: "warning", code, message: "m" });

describe("findings that others made", () => {
  test.each([
    ["yaml/ambiguous-scalar", "ambiguousScalar"],
    ["engine/nondeterministic", "nondeterministicTemplate"],
    ["schema/unknown-kind", "unknownKind"],
  ] as const)("of %s are warnings until %s says otherwise", (code, guard) => {
    expect(applyGuardOptions([found(code)], {})).toEqual([found(code)]);
    expect(applyGuardOptions([found(code)], { [guard]: "error" } as GuardOptions)).toMatchObject([
      { code, severity: "error" },
    ]);
    expect(applyGuardOptions([found(code)], { [guard]: "allow" } as GuardOptions)).toEqual([]);
  });

  test.each(["helm/hook", "schema/type", "schema/required", "schema/unknown-field"] as const)(
    "of %s stop the render by default",
    (code) => {
      expect(applyGuardOptions([found(code)], {})).toMatchObject([{ code, severity: "error" }]);
    },
  );

  test("that belong to no guard stay as they are", () => {
    const error: Diagnostic = { severity: "error", code: "placeholder/undefined", message: "m" };
    expect(applyGuardOptions([error, found("placeholder/in-comment")], {})).toEqual([
      error,
      found("placeholder/in-comment"),
    ]);
  });
});
