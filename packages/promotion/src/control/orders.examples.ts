import type { Promoter, Report } from "../index.ts";

export async function takeBack(promoter: Promoter): Promise<readonly Report[]> {
  //#region orders_rollback
  const order = { by: "grace", reason: "prices are wrong" };
  const rolledBack = await promoter.rollback("prod/cart", order); // as a pull request, and the slot is held
  const resumed = await promoter.resume("prod/cart", { by: "grace", reason: "fixed in 1.4.3" });
  //#endregion
  return [rolledBack, resumed].flatMap((done) => (done.isOk() ? [done.value] : []));
}
