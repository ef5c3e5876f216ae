const SOPS_METADATA = /^["']?sops["']?[ \t]*:/m;

/**
 * Tells whether a document looks as if SOPS had encrypted it: any change of its bytes may break its signature.
 *
 * @see https://github.com/getsops/sops#48encrypting-only-parts-of-a-file
 */
export function isSealedText(text: string): boolean {
  return SOPS_METADATA.test(text);
}
