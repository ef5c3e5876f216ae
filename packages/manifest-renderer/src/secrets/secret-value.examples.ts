import { secretValue } from "./secret-value.ts";

export function secretValueExample(password: string): string {
  //#region secretValue
  const secrets = { DB_PASSWORD: secretValue(password) };
  const shown = JSON.stringify(secrets); // {"DB_PASSWORD":"(secret)"}
  //#endregion
  return shown;
}
