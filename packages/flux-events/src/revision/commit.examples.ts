import type { FluxEvent } from "../event/event.ts";
import { commitOf } from "./commit.ts";

export function commitUrl(event: FluxEvent): string | undefined {
  //#region commitOf
  const commit = commitOf(event);
  return commit && `https://github.com/acme/shop-manifests/commit/${commit.sha}`;
  //#endregion
}
