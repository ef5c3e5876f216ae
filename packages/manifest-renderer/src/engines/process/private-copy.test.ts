import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { errAsync, okAsync } from "neverthrow";
import { describe, expect, test } from "vitest";

import type { FileSet } from "../../file-set.ts";
import { defaultLimits } from "../../limits.ts";
import { withPrivateCopy } from "./private-copy.ts";
import type { PrivateCopy } from "./private-copy.ts";

const request = (files: FileSet, limits = {}) => ({ engine: "fake", files, limits: { ...defaultLimits, ...limits } });
const files = new Map<string, string | Uint8Array>([
  ["a/b/c.yaml", "text"],
  ["d.bin", new Uint8Array([0, 255])],
]);

describe("a private copy", () => {
  test("holds the files, and an empty folder for the program", async () => {
    const copied = await withPrivateCopy(request(files), ({ directory, scratch }) =>
      okAsync({
        text: readFileSync(join(directory, "a/b/c.yaml"), "utf8"),
        bytes: [...readFileSync(join(directory, "d.bin"))],
        scratch: readdirSync(scratch),
      }),
    );

    expect(copied._unsafeUnwrap()).toEqual({ text: "text", bytes: [0, 255], scratch: [] });
  });

  test.skipIf(process.platform === "win32")("can be read by its owner only", async () => {
    const modes = await withPrivateCopy(request(files), ({ directory }) =>
      okAsync(
        [dirname(directory), join(directory, "a"), join(directory, "d.bin")].map(
          (path) => lstatSync(path).mode & 0o777,
        ),
      ),
    );

    expect(modes._unsafeUnwrap()).toEqual([0o700, 0o700, 0o600]);
  });

  test("is removed after success, failure and a throw", async () => {
    const seen: string[] = [];
    const remember = ({ directory }: PrivateCopy): string => {
      seen.push(dirname(directory));
      return directory;
    };
    const used = await withPrivateCopy(request(files), (copy) => okAsync(remember(copy)));
    const failed = await withPrivateCopy(request(files), (copy) => errAsync(remember(copy)));
    const thrown = withPrivateCopy(request(files), (copy) => {
      throw new Error(`a fault of the caller in ${remember(copy)}`);
    });

    await expect(thrown).rejects.toThrow("a fault of the caller");
    expect([used.isOk(), failed.isOk()]).toEqual([true, false]);
    expect(seen.map((folder) => existsSync(folder))).toEqual([false, false, false]);
  });

  test.each([
    [["../a"], /not a relative POSIX path/],
    [["/etc/passwd"], /not a relative POSIX path/],
    [["a\\b"], /not a relative POSIX path/],
    [["a/b.yaml", "A/c.yaml"], /one path where upper and lower case are the same/],
    [["a.yaml", "A.yaml"], /one path where upper and lower case are the same/],
    [["caf\u00e9", "cafe\u0301"], /one path/],
    [["a", "a/b"], /a file and a folder at once/],
    [["a/b", "a"], /a file and a folder at once/],
  ])("is refused for %j", async (paths, problem) => {
    const refused = await withPrivateCopy(request(new Map(paths.map((path) => [path, ""]))), () => okAsync("used"));

    expect(refused._unsafeUnwrapErr()).toMatchObject({ code: "FILE_INVALID" });
    expect(refused._unsafeUnwrapErr().message).toMatch(problem);
  });

  test.each([
    [{ maxFiles: 1 }, "maxFiles"],
    [{ maxInputBytes: 5 }, "maxInputBytes"],
  ])("is refused beyond %j", async (limits, limit) => {
    const refused = await withPrivateCopy(request(files, limits), () => okAsync("used"));

    expect(refused._unsafeUnwrapErr()).toMatchObject({ code: "LIMIT_EXCEEDED", limit });
  });

  test("says why the disk does not take a file", async () => {
    const refused = await withPrivateCopy(request(new Map([["x".repeat(300), ""]])), () => okAsync("used"));

    expect(refused._unsafeUnwrapErr()).toMatchObject({ code: "ENGINE_FAILED" });
    expect(refused._unsafeUnwrapErr().message).toContain("ENAMETOOLONG");
  });
});
