import { describe, expect, test } from "vitest";

import type { JsonValue } from "../json.ts";
import type { PlaceholderSyntax } from "./placeholder-syntax.ts";
import { defaultPlaceholders } from "./placeholder-syntax.ts";
import { Substitution } from "./substitution.ts";

const values = {
  PORT: 8080,
  host: "shop.dev",
  db: { host: "db.dev", TLS: true },
  "my-app": "x",
  DB: { URL: "postgres://x" },
  big: 9007199254740993n,
  ratio: "0.5",
  nothing: null,
  hosts: ["a"],
  nested: "${host}",
};

function substitute(text: string, syntaxes: readonly PlaceholderSyntax[] = defaultPlaceholders) {
  const substitution = new Substitution(values, ["dev.yaml"], syntaxes);
  const result: JsonValue = substitution.apply(text, () => ({ file: "deploy.yaml", line: 7 }));
  return { result, codes: substitution.findings.map(({ code }) => code), findings: substitution.findings };
}

describe("a placeholder", () => {
  test.each([
    ["${host}", "shop.dev"],
    ["#{host}#", "shop.dev"],
    ["__PORT__", "8080"],
    ["http://${db.host}:#{PORT}#/__DB.URL__", "http://db.dev:8080/postgres://x"],
    ["${my-app}", "x"],
    ["${big}", "9007199254740993"],
    ["${db.TLS}", "true"],
  ])("%s becomes the text of its value", (text, expected) => {
    expect(substitute(text)).toMatchObject({ result: expected, codes: [] });
  });

  test.each([
    ["${PORT:int}", 8080],
    ["#{PORT:int}#", 8080],
    ["__PORT:number__", 8080],
    ["${db.TLS:bool}", true],
    ["${big:int}", 9007199254740993n],
    ["${ratio:number}", 0.5],
    ["${PORT:string}", "8080"],
  ])("%s takes its declared type when it is the whole scalar", (text, expected) => {
    expect(substitute(text)).toMatchObject({ result: expected, codes: [] });
  });

  test.each([
    ["${host:int}", "placeholder/type"],
    ["${ratio:int}", "placeholder/type"],
    ["${PORT:bool}", "placeholder/type"],
    ["port ${PORT:int}", "placeholder/type"],
    ["${missing}", "placeholder/undefined"],
    ["${db.missing}", "placeholder/undefined"],
    ["${constructor}", "placeholder/undefined"],
    ["${nothing}", "placeholder/not-a-scalar"],
    ["${hosts}", "placeholder/not-a-scalar"],
    ["${db}", "placeholder/not-a-scalar"],
  ])("%s is refused as %s", (text, code) => {
    const { result, codes } = substitute(text);
    expect(codes).toEqual([code]);
    expect(result).toBe(text);
  });

  test("names file, line, variable and sources when it has no value", () => {
    expect(substitute("a ${missing}").findings).toEqual([
      {
        severity: "error",
        code: "placeholder/undefined",
        message: "${missing} has no value: not in dev.yaml",
        origin: { file: "deploy.yaml", line: 7 },
      },
    ]);
  });

  test("in a value is not replaced again", () => {
    expect(substitute("${nested}").result).toBe("${host}");
  });

  test("is escaped by a second dollar", () => {
    expect(substitute("$${host} costs $$5")).toMatchObject({ result: "${host} costs $$5", codes: [] });
  });
});

describe("text that is no placeholder stays as it is", () => {
  test.each(["$host", "$(host)", "${HOME:-/root}", "$1", "__address__", "__init__", "#{}#", "{{ host }}", "__", "${}"])(
    "%s",
    (text) => {
      expect(substitute(text)).toMatchObject({ result: text, codes: [] });
    },
  );
});

test("takes $VAR when it is switched on, and leaves $1 and $(VAR) alone", () => {
  expect(substitute("$host $1 $(host) $$host", ["$VAR"])).toMatchObject({
    result: "shop.dev $1 $(host) $host",
    codes: [],
  });
});

test("replaces nothing when no syntax is on", () => {
  expect(substitute("${host} #{host}# __PORT__ $$", []).result).toBe("${host} #{host}# __PORT__ $$");
});
