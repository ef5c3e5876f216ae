import { oneLine } from "./one-line.ts";

export function titleOf(message: string): string {
  //#region oneLine_message
  const title = oneLine(message); // "Health check failed: timeout" from "Health check failed:\n\ttimeout"
  //#endregion
  return title;
}
