import { isSafePath } from "../../file-set.ts";
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

const OPTIONS = ["engine", "path", "upstream"];

/** Says everything that is wrong with the options of a step. */
export function checkKustomizeStep(step: EngineStep): readonly string[] {
  const unknown = Object.keys(step).filter((option) => !OPTIONS.includes(option));
  const { path, upstream } = step;
  return [
    ...unknown.map((option) => `kustomize has no option ${option}; it has ${OPTIONS.join(", ")}`),
    ...(path === undefined || path === "." || isFile(path) ? [] : [`path ${PATH_RULE}`]),
    ...(upstream === undefined || isFile(upstream) ? [] : [`upstream ${PATH_RULE}`]),
  ];
}

/** The file under which the resources of the earlier steps are offered. */
export function upstreamFile({ path = ".", upstream }: KustomizeStep): string {
  return upstream ?? (path === "." ? "_upstream.yaml" : `${path}/_upstream.yaml`);
}

const PATH_RULE = "must be a relative POSIX path in the files, without . and ..";

function isFile(value: unknown): boolean {
  return typeof value === "string" && isSafePath(value);
}
