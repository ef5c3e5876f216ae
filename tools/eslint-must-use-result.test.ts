import { ESLint } from "eslint";
import ts from "typescript-eslint";
import { beforeAll, describe, expect, it } from "vitest";

import { mustUseResult } from "./eslint-must-use-result.js";

/** Does not exist; there it would find neverthrow. */
const FILE = "packages/flux-events/src/dropped-result.ts";
const DECLARATIONS = `
  import { ok, okAsync, Result, ResultAsync } from "neverthrow";
  declare function parse(text: string): Result<string, Error>;
  declare function send(text: string): ResultAsync<string, Error>;
  declare function close(): void;
`;

describe("must-use-result", () => {
  let eslint: ESLint;

  beforeAll(async () => {
    eslint = new ESLint({
      overrideConfigFile: true,
      overrideConfig: [
        {
          files: ["**/*.ts"],
          languageOptions: {
            parser: ts.parser,
            parserOptions: { projectService: { allowDefaultProject: [FILE] }, tsconfigRootDir: process.cwd() },
          },
          plugins: { house: { rules: { "must-use-result": mustUseResult } } },
          rules: { "house/must-use-result": "error" },
        },
      ],
    });
    // The first file loads the types of the whole project.
    await lint("close();");
  }, 60_000);

  it.each([
    ["a Result that is not read", `parse("a");`],
    ["a mapped Result that is not read", `parse("a").map((text) => text.length);`],
    ["a ResultAsync that is not awaited", `send("a");`],
    ["a Result that is awaited and dropped", `export async function run() { await send("a"); }`],
    ["a Result that void hides", `void parse("a");`],
    ["a union in which one member is a Result", `declare const either: Result<string, Error> | undefined; either;`],
  ])("reports %s", async (_, code) => {
    expect(await lint(code)).toEqual(["house/must-use-result"]);
  });

  it.each([
    ["a Result that is returned", `export function run() { return parse("a"); }`],
    ["a Result that is matched", `parse("a").match(close, close);`],
    ["a Result that is kept", `export let kept = parse("a"); kept = parse("b");`],
    ["a Result that is asked", `if (parse("a").isErr()) close();`],
    ["a class of that name which is not neverthrow's", `class Ok {} declare function own(): Ok; own();`],
  ])("accepts %s", async (_, code) => {
    expect(await lint(code)).toEqual([]);
  });

  async function lint(code: string): Promise<readonly (string | null)[]> {
    const isOwn = code.includes("class Ok");
    const text = isOwn ? code : `${DECLARATIONS}${code}`;
    const [result] = await eslint.lintText(text, { filePath: FILE });
    return result!.messages.map((message) => message.ruleId);
  }
});
