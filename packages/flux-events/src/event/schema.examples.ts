import { fluxEventSchema } from "./schema.ts";

export function schemaExample(message: unknown): readonly string[] {
  //#region fluxEventSchema
  const result = fluxEventSchema["~standard"].validate(message);
  return result.issues ? result.issues.map((issue) => issue.message) : [result.value.reason];
  //#endregion
}
