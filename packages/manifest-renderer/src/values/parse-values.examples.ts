import { parseValues } from "./parse-values.ts";

export function parseValuesExample(text: string): string {
  //#region parseValues
  const file = "acme/shop-config:dev/values.yaml";
  const message = parseValues(text, { file }).match(
    (values) => `${Object.keys(values).length} values`,
    (error) => error.message, // never a line of the file: it may hold a secret
  );
  //#endregion
  return message;
}
