import type { EngineContext, EngineInput } from "../engine.ts";
import { jsonnet } from "./jsonnet.ts";
import type { JsonnetStep } from "./jsonnet-step.ts";

export async function jsonnetExample(input: EngineInput, context: EngineContext): Promise<readonly string[]> {
  //#region jsonnet
  const engine = jsonnet();
  const step: JsonnetStep = { engine: "jsonnet", entry: "cart.jsonnet", libraryPaths: ["lib"] };
  const output = await engine.render(step, input, context);
  const lines = output.match(
    ({ resources }) => resources.map(({ resource }) => `${resource.kind} ${resource.metadata.name}`),
    (error) => [error.code, error.message],
  );
  //#endregion
  return lines;
}
