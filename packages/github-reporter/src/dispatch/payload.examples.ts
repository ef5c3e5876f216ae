import { dispatchId } from "./payload.ts";

export function idOf(sha: string): string {
  //#region dispatchId_success
  const id = dispatchId({
    slot: "dev/cart",
    release: "r-8f3a52c19e0b77d4",
    result: "success",
    manifests: { repository: "acme/shop-manifests", sha },
  }); // r-8f3a52c19e0b77d4-success-, and twelve digits
  //#endregion
  return id;
}
