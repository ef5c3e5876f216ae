/** What can fail before anything is applied, in Flux's words. */
export type BuildStep = "kustomize build" | "kustomize create" | "post build" | "decryption" | "validation";

/** Manifests could not be built, decrypted or validated; nothing was applied. */
export interface BuildFailedMessage {
  /** Which message this is. */
  readonly code: "build-failed";
  /** What failed. */
  readonly step: BuildStep;
  /** Name of the object at fault, where it is known: after the build, it is. */
  readonly objectName?: string;
  /** File at fault, without the temporary folder that it lay in. */
  readonly file?: string;
  /** Line in the file, counted from 1. */
  readonly line?: number;
  /** What the builder said. */
  readonly detail: string;
}

const BUILD_FAILED =
  /^(?:(kustomize build|kustomize create|post build|decryption|validation) failed|error decrypting sources)(?: for '([^']*)')?: (.*)$/s;
const FILE = /(?:^|["'\s])(?:\/tmp\/[^/\s]+\/)?([^\s"':]+\.(?:ya?ml|json))(?=["'\s:]|$)/;
const LINE = /yaml: line (\d+)/;

/**
 * Reads the message of manifests that could not be built.
 *
 * @see https://github.com/fluxcd/kustomize-controller/blob/main/internal/controller/kustomization_controller.go
 */
export function readBuildFailed(message: string): BuildFailedMessage | undefined {
  const [, step = "decryption", objectName, detail] = BUILD_FAILED.exec(message) ?? [];
  if (detail === undefined) return undefined;
  const [, file] = FILE.exec(detail) ?? [];
  const [, line] = LINE.exec(detail) ?? [];
  return {
    code: "build-failed",
    step: step as BuildStep,
    ...(objectName !== undefined && { objectName }),
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line: Number(line) }),
    detail,
  };
}
