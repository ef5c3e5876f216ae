/**
 * Replaces `{env}` and `{app}` in a path, branch or object name of the pipeline.
 *
 * @internal
 */
export function expandPlaceholders(
  template: string,
  names: { readonly environment: string; readonly app: string },
): string {
  return template.replaceAll("{env}", names.environment).replaceAll("{app}", names.app);
}

/**
 * Lists the placeholders of a template that {@link expandPlaceholders} does not know.
 *
 * @internal
 */
export function unknownPlaceholders(template: string): readonly string[] {
  return (template.match(/\{[^{}]*\}/g) ?? []).filter((token) => token !== "{env}" && token !== "{app}");
}
