import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { Diagnostic } from "../../diagnostic.ts";
import type { JsonObject, JsonValue } from "../../json.ts";
import { isJsonObject } from "../../json.ts";
import { normalizeRepository, parseImage } from "../../transforms/image-reference.ts";
import { builtInValues } from "../../values/built-in-values.ts";
import { findValue, mergeValues } from "../../values/merge-values.ts";
import type { EngineInput } from "../engine.ts";
import { EngineFailedError } from "../errors.ts";
import type { HelmImagePaths, HelmStep } from "./helm-step.ts";

/** Values that lie over those of the chart and of its values files. */
export interface ChartValues {
  /** All of them in one map. */
  readonly values: JsonObject;
  /** Images that the step names and the release does not have. */
  readonly findings: readonly Diagnostic[];
}

/** Lays the values of a step, the configuration and the images over each other. */
export function chartValues(step: HelmStep, input: EngineInput): Result<ChartValues, EngineFailedError> {
  const { configKey, imageValues = {}, values = {} } = step;
  const config = configKey === undefined ? input.values : findValue(input.values, configKey);
  if (!isJsonObject(config)) {
    const problem = config === undefined ? "does not have it" : "has something else than a map there";
    return err(
      new EngineFailedError(
        "helm",
        `gets its configuration from ${configKey ?? ""}, but the configuration of ${input.environment} ${problem}: set it to a map, which may be empty`,
      ),
    );
  }
  const findings: Diagnostic[] = [];
  const images = Object.entries(imageValues).flatMap(([name, paths]) => {
    const image = input.images.find((candidate) => candidate.name === name);
    if (image !== undefined) return imageLayers(image.reference, paths);
    findings.push({
      severity: "error",
      code: "image/unmatched",
      message: `imageValues of the helm step names the image ${name}, which the release does not have`,
    });
    return [];
  });
  const builtIn = step.builtInValues === true ? builtInValues(input) : {};
  return ok({ values: [values, config, ...images].reduce(mergeValues, builtIn), findings });
}

function imageLayers(reference: string, paths: HelmImagePaths | string): readonly JsonObject[] {
  if (typeof paths === "string") return [nest(paths, reference)];
  const parts = parseImage(reference);
  // The render refuses this image by itself.
  if (parts === undefined) return [];
  const full = normalizeRepository(parts.repository);
  const slash = full.indexOf("/");
  const layers = [
    [paths.registry, full.slice(0, slash)],
    [paths.repository, paths.registry === undefined ? parts.repository : full.slice(slash + 1)],
    // A tag or a digest that the chart has by default must not stay beside those of another image.
    [paths.tag, parts.tag ?? ""],
    [paths.digest, parts.digest ?? ""],
  ] as const;
  return layers.flatMap(([path, value]) => (path === undefined ? [] : [nest(path, value)]));
}

function nest(path: string, value: string): JsonObject {
  const nested = path.split(".").reduceRight<JsonValue>((inner, key) => Object.fromEntries([[key, inner]]), value);
  return isJsonObject(nested) ? nested : {};
}
