import { joinPath } from "../../file-path.ts";
import { checkOptions, filePath, folderPath } from "../check-options.ts";
import type { EngineStep } from "../engine.ts";

/**
 * A step that builds a kustomization.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/
 */
export interface KustomizeStep extends EngineStep {
  /** Name of the engine. */
  readonly engine: "kustomize";
  /** Folder of the kustomization, in the files. Default `.`. */
  readonly path?: string;
  /**
   * File, in the files, under which the resources of the earlier steps are offered. A kustomization may list it; when none
   * does, it is added to the `resources` of the one in `path`. Default: `_upstream.yaml` in `path`.
   */
  readonly upstream?: string;
}

/** Says everything that is wrong with the options of a step. */
export function checkKustomizeStep(step: EngineStep): readonly string[] {
  return checkOptions(step, { path: folderPath, upstream: filePath });
}

/** The file under which the resources of the earlier steps are offered. */
export function upstreamFile({ path = ".", upstream }: KustomizeStep): string {
  return upstream ?? joinPath(path, "_upstream.yaml");
}
