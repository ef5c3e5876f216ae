import type { EngineContext, EngineInput } from "../engine.ts";
import { kustomize } from "./kustomize.ts";
import type { KustomizeStep } from "./kustomize-step.ts";

export async function kustomizeExample(input: EngineInput, context: EngineContext): Promise<readonly string[]> {
  //#region kustomize
  const engine = kustomize();
  const step: KustomizeStep = { engine: "kustomize", path: "overlays/prod" };
  const output = await engine.render(step, input, context);
  const lines = output.match(
    ({ resources }) => resources.map(({ resource }) => `${resource.kind} ${resource.metadata.name}`),
    (error) => [error.code, error.message],
  );
  //#endregion
  return lines;
}
