import { parseFluxEvent } from "./parse.ts";

export function parseExample(body: Uint8Array): string {
  //#region parseFluxEvent
  const parsed = parseFluxEvent(body);
  return parsed.match(
    ({ involvedObject, reason }) => `${involvedObject.kind}/${involvedObject.name}: ${reason}`,
    (error) => `${error.code}: ${error.message}`,
  );
  //#endregion
}
