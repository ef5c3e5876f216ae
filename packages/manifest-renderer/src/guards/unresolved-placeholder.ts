import type { WrittenResource } from "../tree/manifest.ts";
import { placeholderPattern } from "../values/placeholder-syntax.ts";
import { findText } from "./find-text.ts";
import type { Finding } from "../diagnostic.ts";

// `${VAR}` is left to the guard against Flux's substitution.
const PLACEHOLDER = new RegExp(placeholderPattern(["#{VAR}#", "__VAR__"]).source);

/** Finds text that looks like a placeholder: of a syntax that is off, or brought in by a value. */
export function findUnresolvedPlaceholders({ resource, sealedText, text }: WrittenResource): readonly Finding[] {
  if (sealedText !== undefined || !(text.includes("#{") || text.includes("__"))) return [];
  return findText(resource, (field) => PLACEHOLDER.exec(field)?.[0]).map(({ path, text: placeholder }) => {
    const message = `${placeholder} still looks like a placeholder; switch its syntax on, or allow such text`;
    return { code: "placeholder/unresolved", path, message };
  });
}
