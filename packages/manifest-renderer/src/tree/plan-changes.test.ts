import { describe, expect, test } from "vitest";

import { fileDigest } from "../digest.ts";
import type { PlanChangesOptions } from "./plan-changes.ts";
import { planChanges } from "./plan-changes.ts";

type Files = Readonly<Record<string, string>>;

function recordOf(files: Files): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, fileDigest(text)]));
}

function plan(current: Files, next: Files, options: PlanChangesOptions = {}) {
  return planChanges(new Map(Object.entries(current)), { files: new Map(Object.entries(next)) }, options);
}

function refused(current: Files, next: Files, options: PlanChangesOptions = {}) {
  const error = plan(current, next, options)._unsafeUnwrapErr();
  expect(error.code).toBe("CHANGES_REFUSED");
  return error.diagnostics.map(({ code, origin }) => [code, origin?.file]);
}

const OLD = { a: "1", b: "1", c: "1" };

describe("planChanges", () => {
  test("fills an empty slot", () => {
    const change = plan({}, { a: "1" })._unsafeUnwrap();
    expect(change).toEqual({ write: new Map([["a", "1"]]), remove: [], unchanged: [] });
  });

  test("writes what differs, deletes what is gone, and leaves the rest", () => {
    const change = plan(OLD, { a: "1", b: "2", d: "1" }, { previous: recordOf(OLD) })._unsafeUnwrap();
    expect(change).toEqual({
      write: new Map([
        ["b", "2"],
        ["d", "1"],
      ]),
      remove: ["c"],
      unchanged: ["a"],
    });
  });

  test("plans nothing when nothing changes", () => {
    const change = plan(OLD, OLD, { previous: recordOf(OLD) })._unsafeUnwrap();
    expect([change.write.size, change.remove]).toEqual([0, []]);
  });

  test("never deletes a file that the record does not list", () => {
    const change = plan({ ...OLD, "README.md": "x" }, OLD, { previous: recordOf(OLD) })._unsafeUnwrap();
    expect(change.remove).toEqual([]);
  });

  test("refuses files that were edited by hand, unless they are as they should be", () => {
    const current = { a: "edited", b: "edited", c: "edited" };
    expect(refused(current, { a: "2", c: "edited" }, { previous: recordOf(OLD) })).toEqual([
      ["changes/edited-by-hand", "a"],
      ["changes/edited-by-hand", "b"],
    ]);
    const change = plan(current, { a: "2", c: "edited" }, { previous: recordOf(OLD), overwriteEdited: true });
    expect(change._unsafeUnwrap()).toMatchObject({ remove: ["b"], unchanged: ["c"] });
  });

  test("refuses to bring back a file that was deleted by hand", () => {
    expect(refused({ a: "1", b: "1" }, OLD, { previous: recordOf(OLD) })).toEqual([["changes/deleted-by-hand", "c"]]);
  });

  test("accepts that a file is gone by hand when it is to go anyway", () => {
    expect(plan({ a: "1", b: "1" }, { a: "1", b: "1" }, { previous: recordOf(OLD) }).isOk()).toBe(true);
  });

  test("refuses to overwrite a file that somebody else put in place", () => {
    expect(refused({ ...OLD, d: "theirs" }, { ...OLD, d: "ours" }, { previous: recordOf(OLD) })).toEqual([
      ["changes/unmanaged-file", "d"],
    ]);
  });

  test("refuses a folder with files and no record, and deletes none of them when it takes it over", () => {
    expect(refused({ a: "1" }, { a: "2" })).toEqual([["changes/unmanaged-folder", "a"]]);
    const change = plan({ a: "1", x: "1" }, { a: "2" }, { adoptUnmanaged: true })._unsafeUnwrap();
    expect(change).toEqual({ write: new Map([["a", "2"]]), remove: [], unchanged: [] });
  });

  test("refuses an empty tree, and deletes all recorded files when it is meant", () => {
    expect(refused(OLD, {}, { previous: recordOf(OLD) })).toEqual([["changes/empty", undefined]]);
    expect(plan(OLD, {}, { previous: recordOf(OLD), allowEmpty: true })._unsafeUnwrap().remove).toEqual([
      "a",
      "b",
      "c",
    ]);
  });

  test("refuses to delete more than half of the files at once, unless told otherwise", () => {
    expect(refused(OLD, { a: "1" }, { previous: recordOf(OLD) })).toEqual([["changes/mass-deletion", "b"]]);
    const change = plan(OLD, { a: "1" }, { previous: recordOf(OLD), maxRemovedShare: 0.7 });
    expect(change._unsafeUnwrap().remove).toEqual(["b", "c"]);
    expect(() => plan(OLD, OLD, { maxRemovedShare: 50 })).toThrow(RangeError);
  });

  test("lists everything that stands against the change", () => {
    expect(refused({ a: "edited", b: "1", c: "1" }, { a: "2" }, { previous: recordOf(OLD) })).toEqual([
      ["changes/mass-deletion", "b"],
      ["changes/edited-by-hand", "a"],
    ]);
  });

  test.each(["../x", "/x", "a/../x", "a\\b", "", "a//b", ".git/config", "a/.GIT/hooks/x"])(
    "refuses the path %j in a tree and in a record",
    (path) => {
      const options = { overwriteEdited: true, maxRemovedShare: 1 };
      const found = ["changes/unsafe-path", JSON.stringify(path)];
      expect(refused({}, { m: "1", [path]: "1" }, options)).toEqual([found]);
      expect(refused({ [path]: "1" }, { m: "1" }, { ...options, previous: recordOf({ [path]: "1" }) })).toEqual([
        found,
      ]);
    },
  );

  test("refuses a file where a folder with files of others is, and a folder where such a file is", () => {
    const previous = recordOf({ mine: "1" });
    expect(refused({ mine: "1", "a/theirs": "1" }, { mine: "1", a: "1" }, { previous })).toEqual([
      ["changes/path-clash", "a"],
    ]);
    expect(refused({ mine: "1", a: "theirs" }, { mine: "1", "a/b/c": "1" }, { previous })).toEqual([
      ["changes/path-clash", "a/b/c"],
    ]);
    expect(refused({}, { a: "1", "a/b": "1" })).toEqual([["changes/path-clash", "a/b"]]);
  });

  test("puts a file in the place of a folder whose files all go", () => {
    const current = { "a/b": "1", c: "1", d: "1" };
    const change = plan(current, { a: "2", c: "1", d: "1" }, { previous: recordOf(current) })._unsafeUnwrap();
    expect([[...change.write.keys()], change.remove]).toEqual([["a"], ["a/b"]]);
  });

  test("renames in capitals alone, and refuses two files that differ in nothing else", () => {
    const current = { A: "1", c: "1" };
    const change = plan(current, { a: "1", c: "1" }, { previous: recordOf(current) })._unsafeUnwrap();
    expect([[...change.write.keys()], change.remove]).toEqual([["a"], ["A"]]);
    expect(refused({ A: "theirs" }, { a: "1", c: "1" }, { previous: {} })).toEqual([["changes/path-clash", "a"]]);
  });

  test("takes __proto__ for the name of a file", () => {
    const files = JSON.parse('{ "__proto__": "1", "a": "1", "b": "1" }') as Files;
    const change = plan(files, { a: "1", b: "1" }, { previous: recordOf(files) })._unsafeUnwrap();
    expect(change.remove).toEqual(["__proto__"]);
  });
});
