import * as v from "valibot";

import { nearest } from "./nearest.ts";

type LooseObject<Entries extends v.ObjectEntries> = v.LooseObjectSchema<Entries, undefined>;

type ClosedObject<Entries extends v.ObjectEntries> = v.SchemaWithPipe<
  readonly [LooseObject<Entries>, v.RawCheckAction<v.InferOutput<LooseObject<Entries>>>]
>;

/**
 * Describes an object that has these keys and no others. Every unknown key is reported, not only the first.
 *
 * @internal
 */
export function closed<const Entries extends v.ObjectEntries>(entries: Entries): ClosedObject<Entries> {
  const known = Object.keys(entries);
  return v.pipe(
    v.looseObject(entries),
    v.rawCheck(({ dataset, addIssue }) => {
      const { value } = dataset;
      if (typeof value !== "object" || value === null || Array.isArray(value)) return;
      for (const [key, inner] of Object.entries(value)) {
        if (Object.hasOwn(entries, key)) continue;
        addIssue({
          message: unknownKey(key, known),
          path: [
            { type: "object", origin: "key", input: value as Record<string, unknown>, key, value: inner as unknown },
          ],
        });
      }
    }),
  );
}

function unknownKey(key: string, known: readonly string[]): string {
  const guess = nearest(key, known);
  return `is not a key of the pipeline format here; ${guess === undefined ? `the keys are ${known.join(", ")}` : `did you mean ${guess}?`}`;
}
