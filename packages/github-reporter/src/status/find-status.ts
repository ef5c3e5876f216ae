import type { ReportedStatus } from "./read.ts";

/**
 * Finds the status of a context, in any case: to GitHub `gitops/Dev/cart` and `gitops/dev/cart` are one context.
 *
 * @returns the status, undefined when none of the given ones has the context.
 * @example
 * ```ts source="./read.examples.ts#readStatuses_target"
 * const statuses = await readStatuses(client, commit, { creators: ["acme-gitops[bot]"] });
 * const context = targetContext({ environment: "stage", app: "cart" }, "stage-eu");
 * const healthy = statuses.map((all) => findStatus(all, context)?.state === "success");
 * ```
 */
export function findStatus(statuses: readonly ReportedStatus[], context: string): ReportedStatus | undefined {
  const expected = context.toLowerCase();
  return statuses.find((status) => status.context.toLowerCase() === expected);
}
