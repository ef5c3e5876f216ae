import type { EngineContext, EngineInput } from "../engine.ts";
import { helm } from "./helm.ts";
import type { HelmStep } from "./helm-step.ts";

export async function helmExample(input: EngineInput, context: EngineContext): Promise<readonly string[]> {
  //#region helm
  const engine = helm();
  const step: HelmStep = {
    engine: "helm",
    chart: "charts/cart",
    valuesFiles: ["charts/cart/values-prod.yaml"],
    configKey: "helm.cart",
    imageValues: { cart: { repository: "image.repository", tag: "image.tag", digest: "image.digest" } },
  };
  const output = await engine.render(step, input, context);
  const lines = output.match(
    ({ resources }) => resources.map(({ origin }) => origin.file), // ["charts/cart/templates/service.yaml (rendered)"]
    (error) => [error.code, error.message],
  );
  //#endregion
  return lines;
}
