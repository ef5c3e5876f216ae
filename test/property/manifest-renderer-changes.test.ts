import { planChanges, type TreeChange } from "@gitops/manifest-renderer";
import fc from "fast-check";
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";

const path = fc.constantFrom("a", "b", "c", "d/e", "d/f", "__proto__", "constructor");
const files = fc
  .array(fc.tuple(path, fc.constantFrom("1", "2", "3")), { maxLength: 6 })
  .map((all): ReadonlyMap<string, string> => new Map(all));
const permissive = { allowEmpty: true, maxRemovedShare: 1 } as const;

describe("planChanges", () => {
  test("leads to the next tree and touches no file of others", () => {
    fc.assert(
      fc.property(files, files, (last, next) => {
        const current = new Map([...last, ["README.md", "theirs"]]);
        const change = planChanges(current, { files: next }, { previous: recordOf(last), ...permissive });
        const result = applied(current, change._unsafeUnwrap());
        expect(sorted(result)).toEqual(sorted(new Map([...next, ["README.md", "theirs"]])));
      }),
    );
  });

  test("plans nothing more once the plan is applied", () => {
    fc.assert(
      fc.property(files, files, (last, next) => {
        const first = planChanges(last, { files: next }, { previous: recordOf(last), ...permissive })._unsafeUnwrap();
        const options = { previous: recordOf(next), allowEmpty: true };
        const second = planChanges(applied(last, first), { files: next }, options)._unsafeUnwrap();
        expect([second.write.size, second.remove]).toEqual([0, []]);
      }),
    );
  });

  test("removes nothing that the record does not list, whatever is allowed", () => {
    const allowed = { overwriteEdited: true, adoptUnmanaged: true, ...permissive };
    fc.assert(
      fc.property(files, files, files, (current, next, recorded) => {
        const change = planChanges(
          current,
          { files: next },
          { previous: recordOf(recorded), ...allowed },
        )._unsafeUnwrap();
        expect(change.remove.filter((file) => !recorded.has(file))).toEqual([]);
        expect([...change.write.keys()].filter((file) => !next.has(file))).toEqual([]);
      }),
    );
  });

  test("changes no file that is not as it was written, unless it is allowed", () => {
    fc.assert(
      fc.property(files, files, files, (current, next, recorded) => {
        const change = planChanges(current, { files: next }, { previous: recordOf(recorded), ...permissive });
        fc.pre(change.isOk());
        for (const file of [...change.value.write.keys(), ...change.value.remove]) {
          expect(current.get(file)).toBe(recorded.get(file));
        }
      }),
    );
  });
});

function recordOf(given: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...given].map(([name, text]) => [name, `sha256:${createHash("sha256").update(text).digest("hex")}`]),
  );
}

function applied(current: ReadonlyMap<string, string>, { write, remove }: TreeChange): ReadonlyMap<string, string> {
  const result = new Map(current);
  for (const file of remove) result.delete(file);
  for (const [file, text] of write) result.set(file, text);
  return result;
}

function sorted(given: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  return [...given].sort(([a], [b]) => (a < b ? -1 : 1));
}
