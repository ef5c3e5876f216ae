/** Says what a finding is about. */
export type DoctorCheck =
  "api" | "token" | "identity" | "permissions" | "repository" | "protection" | "rate-limit" | "environments" | "events";

/** What the doctor found. */
export interface Finding {
  /** What it is about. */
  readonly check: DoctorCheck;
  /** `ok`; `warning`: works, but not as well or as safely as it could; `problem`: does not work. */
  readonly level: "ok" | "warning" | "problem";
  /** What was found, and where. */
  readonly message: string;
  /** What to do; empty when all is well. */
  readonly remedy: string;
}

export function fine(check: DoctorCheck, message: string): Finding {
  return { check, level: "ok", message, remedy: "" };
}

export function warn(check: DoctorCheck, message: string, remedy: string): Finding {
  return { check, level: "warning", message, remedy };
}

export function problem(check: DoctorCheck, message: string, remedy: string): Finding {
  return { check, level: "problem", message, remedy };
}
