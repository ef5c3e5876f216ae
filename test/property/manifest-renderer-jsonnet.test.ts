import { jsonnet } from "@gitops/manifest-renderer/engines/jsonnet";
import fc from "fast-check";
import { expect, test } from "vitest";

import { contextWith, fakeEngine, removeFakeEngines } from "../../packages/manifest-renderer/fixtures/fake-engine.ts";

removeFakeEngines();

/** A path that leads out of `app/` in the root of the files. */
const outside = fc
  .tuple(
    fc.constantFrom("/", "//", "../../", "./../../", "../app/../../", "..//../", "../../../../../"),
    fc.stringMatching(/^[a-z'"@# |*.-]{1,12}$/),
  )
  .map(([start, rest]) => start + rest);

const escapes: Readonly<Record<string, string>> = { '"': '\\"', "'": "\\'", "/": "\\/", "\\": "\\\\" };
const unicode = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Writes a path in any way that Jsonnet reads as that path. */
function spell(path: string): fc.Arbitrary<string> {
  const quote = fc.constantFrom('"', "'");
  const written = fc.array(fc.constantFrom("plain", "escape", "unicode"), {
    minLength: path.length,
    maxLength: path.length,
  });
  const quoted = fc.tuple(quote, written).map(([mark, ways]) => {
    const characters = Array.from(path, (character, index) => {
      if (ways[index] === "unicode") return unicode(character);
      return character === mark || ways[index] === "escape" ? (escapes[character] ?? character) : character;
    });
    return `${mark}${characters.join("")}${mark}`;
  });
  const verbatim = quote.map((mark) => `@${mark}${path.replaceAll(mark, mark + mark)}${mark}`);
  return fc.oneof(quoted, verbatim);
}

const blank = fc.constantFrom(" ", "\n", "\t", "\r\n", "/* ' */", '/*/ " */', "// |||\n", "# '\n", "/**/");
/** Complete expressions with whatever could be taken for the start or the end of a text or a comment. */
const decoy = fc.constantFrom(
  "1",
  "'//'",
  '"/*"',
  "'\\''",
  '"\\\\"',
  "@'\\'",
  '@"""//"',
  "'#'",
  "|||\n  ' \" /* //\n|||",
  "|||\n\t|||\n\t'\n\n\t\"\n ||| ",
  "|||\n    \n    /*\n  |||",
  "[1]/* ' */",
  "2 // '\n",
  '3 # "\n',
  "1/1",
  "1|2",
);

const program = fc
  .tuple(fc.array(decoy, { maxLength: 4 }), fc.constantFrom("import", "importstr", "importbin"), blank, outside)
  .chain(([before, keyword, gap, path]) =>
    fc.tuple(spell(path), fc.array(decoy, { maxLength: 2 })).map(([text, after]) => ({
      path,
      source: `[${[...before, `${keyword}${gap}${text}`, ...after].join(", ")}]`,
    })),
  );

test("a path out of the templates is refused before jsonnet runs, however it is written and whatever stands before it", async () => {
  const engine = jsonnet({ binary: fakeEngine("echo '[]'") });
  await fc.assert(
    fc.asyncProperty(program, async ({ source, path }) => {
      const files = new Map([["app/main.jsonnet", source]]);
      const input = {
        app: "a",
        environment: "dev",
        namespace: undefined,
        resources: [],
        values: {},
        images: [],
        files,
      };
      const step = { engine: "jsonnet", entry: "app/main.jsonnet", libraryPaths: ["app"] };
      const output = await engine.render(step, input, contextWith());
      const error = output._unsafeUnwrapErr();

      expect(error.code).toBe("TEMPLATE_UNSAFE");
      expect(error.message).toContain(JSON.stringify(path));
    }),
    { numRuns: 500 },
  );
});
