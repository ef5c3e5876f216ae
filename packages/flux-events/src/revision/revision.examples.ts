import { parseRevision } from "./revision.ts";

export function revisionExample(): unknown[] {
  //#region parseRevision
  const branch = parseRevision("main@sha1:4a6d1f0c2b3e5f708192a3b4c5d6e7f809123abc"); // { ref: "main", algorithm: "sha1", digest: "4a6d…" }
  const chart = parseRevision("6.5.0"); // { version: "6.5.0" }
  const nothing = parseRevision("unknown"); // {}
  //#endregion
  return [branch, chart, nothing];
}
