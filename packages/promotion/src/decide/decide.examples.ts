import { decide, explainSlot, type World } from "../index.ts";

export function whatWouldHappen(world: World): readonly string[] {
  //#region decide_basic
  const { slots, actions } = decide(world);
  return [...slots.map(explainSlot), ...actions.map(({ action, track }) => `${action} ${track}`)];
  //#endregion
}
