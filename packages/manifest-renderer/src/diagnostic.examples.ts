import { formatDiagnostic } from "./diagnostic.ts";
import type { RenderedTree } from "./tree/rendered-tree.ts";

export function diagnosticExample(tree: RenderedTree): readonly string[] {
  //#region formatDiagnostic
  const warnings = tree.diagnostics.map(formatDiagnostic);
  // ["service.yaml:1: Service cart metadata.namespace: no namespace is set; ... (namespace/missing)"]
  //#endregion
  return warnings;
}
