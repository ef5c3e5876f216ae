import { LaneUnavailableError } from "../errors.ts";
import type { OpenLaneError } from "./errors.ts";
import { LaneInUseError, LaneUnreadableError } from "./errors.ts";

/** Primary result codes, https://www.sqlite.org/rescode.html. */
const RESULT_CODES: Readonly<Record<number, string>> = {
  5: "SQLITE_BUSY",
  6: "SQLITE_LOCKED",
  10: "SQLITE_IOERR",
  11: "SQLITE_CORRUPT",
  13: "SQLITE_FULL",
  26: "SQLITE_NOTADB",
};

/** Names SQLite's reason: better-sqlite3 has it as `code`, `node:sqlite` as the number `errcode`. */
function resultCode(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  if ("errcode" in error && typeof error.errcode === "number") return RESULT_CODES[error.errcode & 0xff] ?? "";
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

/** Tells why a lane cannot be opened. */
export function openFailure(error: unknown): OpenLaneError {
  const code = resultCode(error);
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) {
    return new LaneInUseError(
      "Another process or another lane has the lane's file open, and one lane per file is all there may be. " +
        "Stop the other one, or name another file.",
    );
  }
  if (code.startsWith("SQLITE_NOTADB") || code.startsWith("SQLITE_CORRUPT")) {
    const why = "The lane's file is no SQLite database, or a broken one. Move it away, or name another file.";
    return new LaneUnreadableError(why, { cause: error });
  }
  return new LaneUnavailableError(`The lane's file cannot be opened: ${textOf(error)}`, { cause: error });
}

/** Tells why an open lane could not do what it was asked. */
export function storageFailure(error: unknown): LaneUnavailableError {
  const remedy = resultCode(error).startsWith("SQLITE_FULL") ? " Make room on the disk; nothing needs a restart." : "";
  return new LaneUnavailableError(`The lane's file cannot be written or read: ${textOf(error)}.${remedy}`, {
    cause: error,
  });
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
