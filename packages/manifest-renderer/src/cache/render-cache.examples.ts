import { render } from "../render/render.ts";
import type { RenderRequest } from "../render/render-request.ts";
import { memoryCache } from "./render-cache.ts";

export async function memoryCacheExample(request: RenderRequest): Promise<boolean> {
  //#region memoryCache
  const cache = memoryCache();
  const first = await render({ ...request, cache });
  const again = await render({ ...request, cache }); // runs no program and parses nothing that did not change
  //#endregion
  return first.isOk() && again.isOk();
}
