import type { RenderRequest } from "./render-request.ts";
import { verifyDeterminism } from "./verify-determinism.ts";

export async function verifyDeterminismExample(request: RenderRequest): Promise<readonly string[]> {
  //#region verifyDeterminism
  const differing = await verifyDeterminism(request);
  const lines = differing.match(
    (resources) => resources.map(({ resource, paths }) => `${resource} changes each time: ${paths.join(", ")}`),
    (error) => [error.message],
  );
  //#endregion
  return lines;
}
