import { readFile } from "node:fs/promises";

import type { Result } from "neverthrow";

import type { FluxEventError } from "../errors.ts";
import type { FluxEvent } from "../event/event.ts";
import { parseGitHubDispatch } from "./github-dispatch.ts";

export async function dispatchExample(): Promise<Result<FluxEvent, FluxEventError>> {
  //#region parseGitHubDispatch
  const event = parseGitHubDispatch(await readFile(process.env["GITHUB_EVENT_PATH"] ?? ""));
  //#endregion
  return event;
}
