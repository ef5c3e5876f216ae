import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

const script = fileURLToPath(new URL("snippets.mjs", import.meta.url));

describe("snippets", () => {
  let repository: string;

  beforeEach(() => {
    repository = mkdtempSync(join(tmpdir(), "snippets-"));
    execFileSync("git", ["init", "--quiet"], { cwd: repository });
    write(
      "src/open.examples.ts",
      `import { open } from "./open.ts";

export function example(): void {
  //#region open
  if (open()) {

    log("open");
  }
  //#endregion
}
`,
    );
  });
  afterEach(() => {
    rmSync(repository, { recursive: true });
  });

  it("copies a region into a doc comment, without the indentation it has in its source", () => {
    write("src/open.ts", `/**\n * @example\n * \`\`\`ts source="./open.examples.ts#open"\n * old();\n * \`\`\`\n */\n`);

    expect(run().status).toBe(0);

    expect(read("src/open.ts")).toBe(`/**
 * @example
 * \`\`\`ts source="./open.examples.ts#open"
 * if (open()) {
 *
 *   log("open");
 * }
 * \`\`\`
 */
`);
    expect(run("--check").status).toBe(0);
  });

  it("copies into an empty fence of a list in Markdown, by a path relative to that file", () => {
    write("docs/guide.md", `- First:\n\n  \`\`\`ts source="../src/open.examples.ts#open"\n  \`\`\`\n`);

    run();

    expect(read("docs/guide.md")).toBe(
      `- First:\n\n  \`\`\`ts source="../src/open.examples.ts#open"\n  if (open()) {\n\n    log("open");\n  }\n  \`\`\`\n`,
    );
  });

  it("copies a whole file when no region is named", () => {
    write("pipeline.yaml", "apps: [cart]\n");
    write("README.md", '```yaml source="./pipeline.yaml"\n```\n');

    run();

    expect(read("README.md")).toBe('```yaml source="./pipeline.yaml"\napps: [cart]\n```\n');
  });

  it("refuses an example that differs, names its line and leaves the file alone", () => {
    const stale = 'Text.\n\n```ts source="./src/open.examples.ts#open"\nold();\n```\n';
    write("README.md", stale);

    const { status, stderr } = run("--check");

    expect(status).toBe(1);
    expect(stderr).toBe("README.md:3: differs from ./src/open.examples.ts#open: run npm run snippets\n");
    expect(read("README.md")).toBe(stale);
  });

  it.each([
    ["a file that is missing", "./src/gone.ts#open", "src/gone.ts does not exist"],
    ["a region that is missing", "./src/open.examples.ts#shut", "src/open.examples.ts has 0 regions named shut"],
    ["a region without end", "./src/open-end.examples.ts#open", "src/open-end.examples.ts#open has no //#endregion"],
    [
      "a region that starts another",
      "./src/nested.examples.ts#open",
      "src/nested.examples.ts#open has no //#endregion",
    ],
  ])("refuses %s", (_, source, message) => {
    write("src/open-end.examples.ts", "//#region open\nopen();\n");
    write("src/nested.examples.ts", "//#region open\n//#region inner\nopen();\n//#endregion\n//#endregion\n");
    write("README.md", `\`\`\`ts source="${source}"\n\`\`\`\n`);

    const { status, stderr } = run();

    expect(status).toBe(1);
    expect(stderr).toBe(`README.md:1: ${message}\n`);
  });

  it("refuses code that would end the doc comment", () => {
    write("src/glob.examples.ts", '//#region glob\nmatch("envs/*/cart");\n//#endregion\n');
    write("src/glob.ts", '/**\n * ```ts source="./glob.examples.ts#glob"\n * ```\n */\n');

    expect(run().stderr).toContain("which would end the doc comment");
  });

  it("refuses a fence that is not closed", () => {
    write("README.md", '```ts source="./src/open.examples.ts#open"\nold();\n');

    expect(run("--check").stderr).toContain("README.md: a fence that names a source is not closed");
  });

  function run(...args: readonly string[]): { readonly status: number | null; readonly stderr: string } {
    return spawnSync(process.execPath, [script, ...args], { cwd: repository, encoding: "utf8" });
  }

  function read(file: string): string {
    return readFileSync(join(repository, file), "utf8");
  }

  function write(file: string, content: string): void {
    mkdirSync(dirname(join(repository, file)), { recursive: true });
    writeFileSync(join(repository, file), content);
  }
});
