import { explainSlot, type Plan } from "./index.ts";

export function explainAll(plan: Plan): readonly string[] {
  //#region explainSlot_basic
  return plan.slots.map(explainSlot); // "dev/cart runs r-8f3a52c19e0b77d4 successfully."
  //#endregion
}
