import { fieldPath } from "../field-path.ts";
import type { JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";
import type { WrittenResource } from "../tree/manifest.ts";
import type { Finding } from "../diagnostic.ts";
import { findText } from "./find-text.ts";

const SOPS_CIPHERTEXT = "ENC[";
const PRIVATE_KEY = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|AGE-SECRET-KEY-1/;
const REMEDY = "encrypt it with SOPS or as a SealedSecret, or refer to it by an ExternalSecret";

/** Finds secrets that can be read by everybody who can read the repository: data of Secrets, and private keys anywhere. */
export function findPlaintextSecrets(manifest: WrittenResource): readonly Finding[] {
  const path = plaintextField(manifest);
  if (path === undefined) return findPrivateKeys(manifest);
  return [{ code: "secret/plaintext", path, message: `the Secret is plain text in Git; ${REMEDY}` }];
}

/** Finds the first field of a Secret that is not encrypted; an empty value hides nothing. */
export function plaintextField({ resource, id }: Pick<WrittenResource, "id" | "resource">): string | undefined {
  if (id.kind !== "Secret" || id.group !== "") return undefined;
  const encrypted = isJsonObject(resource["sops"]);
  for (const field of ["data", "stringData"]) {
    const data = resource[field];
    if (data === undefined || data === null) continue;
    if (!isJsonObject(data)) return field;
    const open = Object.keys(data).find((key) => !isHarmless(data[key], encrypted));
    if (open !== undefined) return fieldPath(field, open);
  }
  return undefined;
}

function isHarmless(value: JsonValue | undefined, encrypted: boolean): boolean {
  if (value === undefined || value === null || value === "") return true;
  return encrypted && typeof value === "string" && value.startsWith(SOPS_CIPHERTEXT);
}

function findPrivateKeys({ id, resource, text }: WrittenResource): readonly Finding[] {
  if (!text.includes("PRIVATE KEY") && !text.includes("AGE-SECRET-KEY-")) return [];
  // The texts of a definition are documentation.
  if (id.kind === "CustomResourceDefinition") return [];
  return findText(resource, (field) => PRIVATE_KEY.exec(field)?.[0]).map(({ path }) => {
    return { code: "secret/plaintext", path, message: `a private key is plain text in Git; ${REMEDY}` };
  });
}
