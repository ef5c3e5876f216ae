import type { RenderedTree } from "../tree/rendered-tree.ts";
import { readRenderRecord, writeRenderRecord } from "./render-record.ts";

export async function readRenderRecordExample(): Promise<string> {
  //#region readRenderRecord
  const record = await readRenderRecord("manifests/dev/cart");
  const origin = record.match(
    (found) => (found === undefined ? "never rendered" : `${found.source.repository}@${found.source.sha}`),
    (error) => error.message,
  );
  //#endregion
  return origin;
}

export async function writeRenderRecordExample(tree: RenderedTree): Promise<string> {
  //#region writeRenderRecord
  const written = await writeRenderRecord("manifests/dev/cart", tree.provenance);
  const outcome = written.match(
    () => "recorded",
    (error) => error.message, // "manifests/dev/cart/.gitops/render.json cannot be written: ENOSPC"
  );
  //#endregion
  return outcome;
}
