import type { Diagnostic } from "../diagnostic.ts";
import type { LocatedResource } from "../resource/read-resources.ts";
import { formatResourceId, resourceIdOf } from "../resource/resource.ts";
import type { FindSecrets } from "./find-secret-texts.ts";

/** Finds the values of secrets in files that would come to stand beside the manifests. */
export function checkFileLeaks(files: ReadonlyMap<string, string>, findSecrets: FindSecrets): readonly Diagnostic[] {
  return [...files].flatMap(([file, text]) =>
    findSecrets(text).map(({ name }): Diagnostic => {
      const message = `the secret ${name} would stand in Git; use it in resources only, not in files for other engines`;
      return { severity: "error", code: "secret/leaked", message, origin: { file, line: 1 } };
    }),
  );
}

/** Finds the values of secrets that would come to stand in Git. Nothing can allow that. */
export function checkLeaks(resources: readonly LocatedResource[], findSecrets: FindSecrets): readonly Diagnostic[] {
  return resources.flatMap(({ resource, origin, sealedText }) =>
    // The text of a sealed document is written as it is, with its comments.
    [...findSecrets(resource), ...(sealedText === undefined ? [] : findSecrets(sealedText))].map(
      ({ path, name }): Diagnostic => {
        const isSecret = resource.kind === "Secret" && resource.apiVersion === "v1";
        const remedy = isSecret
          ? "hand in a sealer, or refer to it by an ExternalSecret"
          : "put it into a Secret, and refer to the Secret from here";
        const message = `the secret ${name} would stand in Git; ${remedy}`;
        return {
          severity: "error",
          code: "secret/leaked",
          message,
          origin,
          resource: formatResourceId(resourceIdOf(resource)),
          ...(path === "" ? {} : { path }),
        };
      },
    ),
  );
}
