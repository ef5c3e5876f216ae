const BARE_KEY = /^[A-Za-z_][\w-]*$/;

/** Place of a value in an object: `spec.template.spec.containers[0].image`. Keys that are no words stand in brackets. */
export function formatFieldPath(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (parent, step) => (typeof step === "number" ? `${parent}[${step}]` : fieldPath(parent, step)),
    "",
  );
}

/** Adds a key to the place of a map. */
export function fieldPath(parent: string, key: string): string {
  if (!BARE_KEY.test(key)) return `${parent}[${JSON.stringify(key)}]`;
  return parent === "" ? key : `${parent}.${key}`;
}
