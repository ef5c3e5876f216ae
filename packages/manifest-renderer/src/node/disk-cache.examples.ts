import { diskCache } from "./disk-cache.ts";

export async function diskCacheExample(directory: string): Promise<string | undefined> {
  //#region diskCache
  const cache = diskCache(directory, { maxBytes: 64 * 1024 * 1024 });
  await cache.set("inputs of the render", "kind: List");
  const kept = await cache.get("inputs of the render"); // "kind: List", also in the next process
  //#endregion
  return kept;
}
