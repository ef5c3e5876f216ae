import type {
  AccessDenied,
  ArtifactFailed,
  BuildFailed,
  DirectoryCreationFailed,
  FeatureGateDisabled,
  InvalidCelExpression,
} from "../scenario.ts";
import type { Step } from "./step.ts";

/** A reconciliation that ends before anything is applied. */
export type NotApplied =
  | AccessDenied
  | ArtifactFailed
  | BuildFailed
  | DirectoryCreationFailed
  | FeatureGateDisabled
  | InvalidCelExpression
  | { readonly code: "path-not-found" };

/** What the texts of such an end are made of. */
export interface NotAppliedContext {
  /** How long it takes to get there. */
  readonly applyTime: number;
  /** The source, as `Kind/namespace/name`. */
  readonly source: string;
  /** Address of the artifact. */
  readonly artifactUrl: string;
  /** The temporary folder. */
  readonly temporary: string;
  /** The folder that is built, below the temporary one. */
  readonly directory: string;
}

type Text = Pick<Step, "reason" | "message" | "metadata">;

/** One error, and nothing is applied or pruned. */
export function notApplied(ending: NotApplied, context: NotAppliedContext): readonly Step[] {
  return [{ after: context.applyTime, severity: "error", ...textOf(ending, context) }];
}

function textOf(ending: NotApplied, { source, artifactUrl, temporary, directory }: NotAppliedContext): Text {
  switch (ending.code) {
    case "access-denied": {
      const { message = `can't access '${source}', cross-namespace references have been blocked` } = ending;
      return { reason: "AccessDenied", message, metadata: "none" };
    }
    case "feature-gate-disabled": {
      const { message = GATE } = ending;
      return { reason: "FeatureGateDisabled", message, metadata: "none" };
    }
    case "invalid-cel-expression": {
      const { message: problem = "failed to parse the expression", field } = ending;
      const message = `Reconciliation failed terminally due to configuration error: ${problem}`;
      return { reason: "InvalidCELExpression", message, metadata: field === "dependsOn" ? "revision" : "none" };
    }
    case "directory-creation-failed": {
      const { message = `tmp dir error: mkdir ${temporary}: no space left on device` } = ending;
      return { reason: "DirectoryCreationFailed", message, metadata: "revision" };
    }
    case "artifact-failed": {
      // Flux tries ten times, and says no more of the answers that it got.
      const { message = `failed to download archive: GET ${artifactUrl} giving up after 10 attempt(s)` } = ending;
      return { reason: "ArtifactFailed", message, metadata: "revision" };
    }
    case "path-not-found": {
      const message = `kustomization path not found: stat ${directory}: no such file or directory`;
      return { reason: "ArtifactFailed", message, metadata: "revision" };
    }
    case "build-failed": {
      const missing = `${directory}/missing.yaml`;
      const { message = buildError(missing) } = ending;
      return { reason: "BuildFailed", message, metadata: "revision" };
    }
  }
}

const GATE =
  "to use spec.decryption.serviceAccountName for decryption authentication please enable the ObjectLevelWorkloadIdentity feature gate in the controller";

function buildError(path: string): string {
  return (
    `kustomize build failed: accumulating resources: accumulation err='accumulating resources from 'missing.yaml': ` +
    `open ${path}: no such file or directory': must build at directory: not a valid directory: evalsymlink failure on ` +
    `'${path}' : lstat ${path}: no such file or directory`
  );
}
