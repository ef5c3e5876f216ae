import { planChanges } from "../tree/plan-changes.ts";
import type { RenderedTree } from "../tree/rendered-tree.ts";
import { writeChanges } from "./write-changes.ts";

export async function writeChangesExample(
  current: ReadonlyMap<string, string>,
  tree: RenderedTree,
  lock: { readonly files: Readonly<Record<string, string>> },
): Promise<string> {
  //#region writeChanges
  const written = await planChanges(current, tree, { previous: lock.files }).asyncAndThen((change) =>
    writeChanges("manifests/dev/cart", change),
  );
  const outcome = written.match(
    () => "written",
    (error) => `${error.code}: ${error.message}`,
  );
  //#endregion
  return outcome;
}
