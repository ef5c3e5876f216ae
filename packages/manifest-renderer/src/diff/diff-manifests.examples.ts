import { diffManifests } from "./diff-manifests.ts";

export function diffManifestsExample(
  deployed: ReadonlyMap<string, string>,
  tree: { readonly files: ReadonlyMap<string, string> },
): readonly string[] {
  //#region diffManifests
  const risks = diffManifests(deployed, tree.files, { ignorePaths: ['metadata.annotations["checksum/*"]'] }).match(
    (diffs) => diffs.flatMap((diff) => diff.risks.map(({ message }) => `${diff.id.kind} ${diff.id.name}: ${message}`)),
    (error) => [error.message],
  ); // ["PersistentVolumeClaim data: the claim is deleted, ..."]
  //#endregion
  return risks;
}
