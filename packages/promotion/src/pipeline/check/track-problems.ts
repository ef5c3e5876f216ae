import type { Pipeline, Slot } from "../pipeline.ts";
import { list, quote, type Problem } from "./problem.ts";

/**
 * Finds slots that cannot share their pull request, because they want it merged in different ways.
 *
 * @internal
 */
export function trackProblems({ slots, tracks }: Pipeline): readonly Problem[] {
  const byId = new Map(slots.map((slot) => [slot.id, slot]));
  const ids = tracks.map(({ id }) => id);
  return tracks.flatMap(({ id, slots: members }, index) => {
    const own = members.flatMap((member) => byId.get(member) ?? []);
    const path = ["environments", own[0]?.environment ?? ""];
    return [
      ...(["merge", "mergeMethod"] as const).flatMap((key) => disagreement(own, key)),
      ...(ids.indexOf(id) < index
        ? [
            {
              path,
              message: `two pull requests would be named ${quote(id)}; give the wave or the cluster another name`,
            },
          ]
        : []),
    ];
  });
}

function disagreement(slots: readonly Slot[], key: "merge" | "mergeMethod"): readonly Problem[] {
  const wanted = [...new Set(slots.map(({ policy }) => policy[key]))];
  const [first] = slots;
  if (first === undefined || wanted.length < 2) return [];
  const who = wanted.map(
    (value) => `${quote(value)} for ${list(slots.filter(({ policy }) => policy[key] === value).map(({ id }) => id))}`,
  );
  const message = `slots that share a pull request must agree on ${key}: it is ${who.join(" and ")}; make them agree, or group these apps by app`;
  return [{ path: ["environments", first.environment], message }];
}
