import { parseHealthFailure } from "./health-failure.ts";

export function healthFailureExample(message: string): string {
  //#region parseHealthFailure
  const failure = parseHealthFailure(message);
  const names = failure?.objects.map(({ kind, name, status }) => `${kind} ${name}: ${status ?? "unknown"}`) ?? [];
  //#endregion
  return names.join("\n");
}
