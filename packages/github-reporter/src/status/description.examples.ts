import { decodeDescription, encodeDescription } from "./description.ts";

export function describe(): string {
  //#region encodeDescription_basic
  const description = encodeDescription({
    text: "Applied and healthy",
    at: "2026-03-02T10:15:00Z",
    id: "r-8f3a52c19e0b77d4",
  });
  // "Applied and healthy · 2026-03-02T10:15:00Z r-8f3a52c19e0b77d4"
  //#endregion
  return description;
}

export function releaseIn(description: string | null): string | undefined {
  //#region decodeDescription_foreign
  const read = decodeDescription(description);
  const release = read?.id; // undefined where somebody else wrote the description
  //#endregion
  return release;
}
