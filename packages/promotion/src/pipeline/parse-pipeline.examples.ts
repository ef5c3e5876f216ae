import { parsePipeline } from "../index.ts";

export function describePipeline(text: string): string {
  //#region parsePipeline_basic
  return parsePipeline(text, ".gitops/pipeline.yaml").match(
    ({ slots }) => slots.map(({ id, path }) => `${id} in ${path}`).join("\n"),
    ({ message }) => message, // .gitops/pipeline.yaml:12:5 environments.prod.after: there is no environment "stge"; …
  );
  //#endregion
}
