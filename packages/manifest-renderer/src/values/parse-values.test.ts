import { describe, expect, test } from "vitest";

import { formatScalar } from "../json.ts";
import { parseValues } from "./parse-values.ts";

describe("parseValues", () => {
  test("reads a map of values", () => {
    const values = parseValues('db: {host: db.dev, port: 5432}\ntag: "1.10"\nhosts: [a, b]\n');
    expect(values._unsafeUnwrap()).toEqual({ db: { host: "db.dev", port: 5432 }, tag: "1.10", hosts: ["a", "b"] });
  });

  test.each(["", "# nothing yet\n", "---\n"])("takes %j for no values", (text) => {
    expect(parseValues(text)._unsafeUnwrap()).toEqual({});
  });

  test.each(["1.10", "0123", "1e3", "1_000", "0x1F", "+1", "1.0"])(
    "refuses the number %s, which would be written in another way",
    (number) => {
      const error = parseValues(`tag: ${number}\n`, { file: "dev.yaml" })._unsafeUnwrapErr();
      expect(error).toMatchObject({ code: "YAML_INVALID", file: "dev.yaml", line: 1, column: 6 });
      expect(error.message).toContain("quote it");
    },
  );

  test.each(["1", "-5", "1.5", "9007199254740993", "0"])("takes the number %s", (number) => {
    expect(formatScalar(parseValues(`n: ${number}\n`)._unsafeUnwrap()["n"] ?? null)).toBe(number);
  });

  test("refuses a list and a second document", () => {
    expect(parseValues("- a\n")._unsafeUnwrapErr().message).toContain("must be a map");
    expect(parseValues("a: 1\n---\nb: 2\n")._unsafeUnwrapErr()).toMatchObject({ line: 3 });
  });

  test("never shows a line of the file", () => {
    const error = parseValues("password: hunter2\npassword: hunter3\n")._unsafeUnwrapErr();
    expect(error.message).toContain('the key "password" stands twice');
    expect(error.message).not.toContain("hunter");
  });
});
