import { planChanges } from "./plan-changes.ts";
import type { RenderedTree } from "./rendered-tree.ts";

export function planChangesExample(
  current: ReadonlyMap<string, string>,
  next: RenderedTree,
  lock: { readonly files: Readonly<Record<string, string>> },
): readonly string[] {
  //#region planChanges
  const commands = planChanges(current, next, { previous: lock.files }).match(
    ({ write, remove }) => [
      ...[...write.keys()].map((path) => `write ${path}`),
      ...remove.map((path) => `delete ${path}`),
    ],
    (error) => [error.message], // "shop/service_cart.yaml:1: the file was edited by hand; ..."
  );
  //#endregion
  return commands;
}
