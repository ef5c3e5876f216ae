import { describe, expect, test } from "vitest";

import { checkJsonnetStep } from "./jsonnet-step.ts";
import { findImports } from "./find-imports.ts";
import { scanImports } from "./scan-imports.ts";

describe("an import is found", () => {
  test.each([
    ['import "a.jsonnet"', "a.jsonnet"],
    ["import 'a.jsonnet'", "a.jsonnet"],
    ['import @"a.jsonnet"', "a.jsonnet"],
    ["import @'it''s'", "it's"],
    ['import@"say ""a"""', 'say "a"'],
    ['import "\\u002fetc/passwd"', "/etc/passwd"],
    ['import "\\/etc"', "/etc"],
    ['import "a\\\\b\\"c"', 'a\\b"c'],
    ["import /* here */ // and\n # there\n 'a'", "a"],
    ["importstr 'a'", "a"],
    ["importbin'a'", "a"],
    ["{ a: (import 'a') + { b: 1 } }", "a"],
    ["[import'a']", "a"],
    ["import |||\n  a\n|||", "a"],
    ["local x = 'import'; import 'a'", "a"],
    ["'a # b' + import 'a'", "a"],
    ["|||\n  import 'no'\n||| + import 'a'", "a"],
    ["|||\n    \n  ||| + import 'a'", "a"],
    ["|||\n\n    no\n  ||| + import 'a'", "a"],
    ["/*/ import 'no' /* */ import 'a'", "a"],
    ["@'\\' + import 'a'", "a"],
    ["x.import_ + import 'a'", "a"],
  ])("%j", (source, path) => {
    expect(findImports(source).map((found) => found.path)).toEqual([path]);
  });

  test("with its line, and without a path where it has none", () => {
    expect(findImports("local a = import 'a';\n\n/* \n */ local b = importstr\n 'b';\nimport (x)")).toEqual([
      { keyword: "import", path: "a", line: 1 },
      { keyword: "importstr", path: "b", line: 4 },
      { keyword: "import", path: undefined, line: 6 },
    ]);
  });
});

test.each([
  "// import 'a'",
  "# import 'a'",
  "/* import 'a' */",
  "'import \"a\"'",
  "\"import 'a'\"",
  "@'import \"a\"'",
  "|||\n  import 'a'\n\n  import 'b'\n|||",
  "|||-\n\timport 'a'\n|||",
  "{ important: 1, reimport: 2 }",
])("there is no import in %j", (source) => {
  expect(findImports(source)).toEqual([]);
});

test("a text without an end is no hiding place for long: it reaches to the end of the file", () => {
  expect(findImports("'x \n import 'a'").map(({ path }) => path)).toEqual([]);
  expect(findImports("/* x import 'a'")).toEqual([]);
});

describe("imports are followed", () => {
  const scan = (files: Readonly<Record<string, string>>, libraryPaths: readonly string[] = []) =>
    scanImports(new Map(Object.entries(files)), "app/main.jsonnet", libraryPaths);

  test("from the folder of the importing file, and from the library paths", () => {
    const files = {
      "app/main.jsonnet": "(import 'b.libsonnet') + (import '../lib/c.libsonnet') + (import 'd.libsonnet')",
      "app/b.libsonnet": "importstr 'data.txt'",
      "app/data.txt": "import '/etc/passwd'",
      "lib/c.libsonnet": "import 'c.libsonnet'",
      "lib/d.libsonnet": "{}",
    };
    expect(scan(files, ["lib"]).isOk()).toBe(true);
  });

  test.each([
    ["/etc/passwd", "TEMPLATE_UNSAFE"],
    ["../../etc/passwd", "TEMPLATE_UNSAFE"],
    ["../app/../../x", "TEMPLATE_UNSAFE"],
    ["/dev/zero", "TEMPLATE_UNSAFE"],
    ["a\\\\b", "TEMPLATE_UNSAFE"],
    ["gone.libsonnet", "ENGINE_FAILED"],
  ])("and %s is refused, however deep it stands", (path, code) => {
    for (const keyword of ["import", "importstr", "importbin"]) {
      const files = { "app/main.jsonnet": "import 'b'", "app/b": `\n{ a: ${keyword} "${path}" }` };
      const error = scan(files)._unsafeUnwrapErr();
      expect(error.code).toBe(code);
      expect(error.message).toContain("app/b:2");
    }
  });

  test("even if a library path is the root, from which the path would lead out", () => {
    const files = { "app/main.jsonnet": "import '../lib/a'", "lib/a": "{}" };
    expect(scan(files, ["."]).isOk()).toBe(true);
    expect(scan({ ...files, "lib/a": "import '../gone'" }, ["."])._unsafeUnwrapErr().code).toBe("TEMPLATE_UNSAFE");
  });

  test("as the system walks them: behind a folder that is not there, the library paths come next", () => {
    const files = { "app/main.jsonnet": "import 'x/../../secret'", secret: "{}", "lib/x/a": "" };
    expect(scan(files, ["."])._unsafeUnwrapErr().code).toBe("TEMPLATE_UNSAFE");
    expect(scan({ ...files, "app/x/a": "" }, ["."]).isOk()).toBe(true);
  });

  test("and one that is computed is refused", () => {
    expect(scan({ "app/main.jsonnet": "import 'a' + 'b'", "app/a": "{}" }).isOk()).toBe(true);
    expect(scan({ "app/main.jsonnet": "import std.extVar('x')" })._unsafeUnwrapErr().code).toBe("TEMPLATE_UNSAFE");
  });

  test("from a file that has to be there", () => {
    expect(scan({})._unsafeUnwrapErr().message).toContain("the templates have no such file");
  });
});

test("every problem of a step is told at once", () => {
  const wrong = { engine: "jsonnet", output: "yaml", libraryPaths: ["../x"], configName: "a-b", maxStack: 0, typo: 1 };
  expect(checkJsonnetStep(wrong)).toHaveLength(6);
  expect(checkJsonnetStep({ engine: "jsonnet", entry: "../x" })).toHaveLength(1);
  const right = { engine: "jsonnet", entry: "a.jsonnet", output: "files", libraryPaths: ["lib", "."], maxStack: 1000 };
  expect(checkJsonnetStep(right)).toEqual([]);
});
