import { webUrlOf } from "./base-url.ts";

export function pageOfCommit(sha: string): string {
  //#region webUrlOf_server
  const page = `${webUrlOf("https://github.example.com/api/v3")}/acme/shop/commit/${sha}`;
  // https://github.example.com/acme/shop/commit/...
  //#endregion
  return page;
}
