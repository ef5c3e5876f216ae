import type { Diagnostic } from "../diagnostic.ts";

/** What a guard finds in one manifest; whether it stops the render is for the options to say. */
export type Finding = Pick<Diagnostic, "code" | "message" | "path">;
