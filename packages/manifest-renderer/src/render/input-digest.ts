import { createHash } from "node:crypto";

import { hashFiles } from "../file-set.ts";
import { canonicalJson } from "../json-text.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { RenderRequest } from "./render-request.ts";

/**
 * Digest of everything that a render is made of: templates, chain, programs, configuration, images, settings.
 *
 * Of secrets, only the names are part of it, so that nobody can try values against it. The commit of the templates is none
 * of the input: equal templates of another commit give equal manifests.
 */
export function inputDigest(
  request: RenderRequest,
  values: JsonObject,
  engines: Readonly<Record<string, string>>,
): string {
  const { app, environment, namespace, chain, images, patches, labels, annotations, guards, layout } = request;
  const hash = createHash("sha256");
  const settings = {
    app,
    environment,
    namespace,
    chain,
    images,
    patches,

    labels,
    annotations,
    guards,
    layout,
    placeholders: request.placeholders,
    imagePaths: request.imagePaths,
    clusterScopedKinds: request.clusterScopedKinds,
    secrets: Object.keys(request.secrets ?? {}).sort(),
    schemas: request.schemas?.fingerprint,
    sealer: request.sealer?.name,
    values,
    engines,
  };
  hash.update(canonicalJson(settings as unknown as JsonValue));
  hashFiles(hash, request.templates);
  return `sha256:${hash.digest("hex")}`;
}
