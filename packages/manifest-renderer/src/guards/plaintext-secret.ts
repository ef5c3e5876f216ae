import { fieldPath } from "../field-path.ts";
import { isJsonObject } from "../json.ts";
import type { Manifest } from "../tree/manifest.ts";
import type { Finding } from "./finding.ts";

const SOPS_CIPHERTEXT = "ENC[";

/** Finds Secrets whose data can be read by everybody who can read the repository. */
export function findPlaintextSecrets(manifest: Pick<Manifest, "id" | "resource">): readonly Finding[] {
  const { resource, id } = manifest;
  if (id.kind !== "Secret" || id.group !== "") return [];
  const encrypted = isJsonObject(resource["sops"]);
  const path = ["data", "stringData"].flatMap((field) => {
    const data = resource[field];
    if (!isJsonObject(data)) return data === undefined || data === null ? [] : [field];
    const open = Object.entries(data).filter(([, value]) => !(encrypted && isCiphertext(value)));
    return open.map(([key]) => fieldPath(field, key));
  });
  const [first] = path;
  if (first === undefined) return [];
  const message =
    "the Secret is plain text in Git; encrypt it with SOPS or as a SealedSecret, or refer to it by an ExternalSecret";
  return [{ code: "secret/plaintext", path: first, message }];
}

function isCiphertext(value: unknown): boolean {
  // SOPS leaves empty strings as they are.
  return value === "" || (typeof value === "string" && value.startsWith(SOPS_CIPHERTEXT));
}
