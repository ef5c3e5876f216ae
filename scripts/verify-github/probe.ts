import { isDeepStrictEqual } from "node:util";

import type { Answer } from "./rest.ts";
import type { Sandbox } from "./sandbox.ts";

/** Something that GitHub is said to do, and the requests that show whether it does. */
export interface Probe {
  /** One sentence in the present tense. */
  readonly behaviour: string;
  /** Where it is said: a page of the documentation, or `owner/repo#number` of a thread. */
  readonly source: string;
  /** What `observe` resolves to when GitHub does so; JSON. */
  readonly expected: unknown;
  /** Sends the requests and reduces the answers to what matters. */
  readonly observe: (sandbox: Sandbox) => Promise<unknown>;
}

/** What one probe found. */
export interface Finding {
  readonly probe: Probe;
  /** Whether GitHub does what the probe says. */
  readonly isAsExpected: boolean;
  /** What was observed instead; the message of the error when a request failed that had to succeed. */
  readonly observed: unknown;
}

/** Runs one probe; an error in it is a finding too, so that one surprise does not hide the others. */
export async function runProbe(sandbox: Sandbox, probe: Probe): Promise<Finding> {
  try {
    const observed = await probe.observe(sandbox);
    return { probe, isAsExpected: isDeepStrictEqual(observed, probe.expected), observed };
  } catch (error) {
    return { probe, isAsExpected: false, observed: error instanceof Error ? error.message : String(error) };
  }
}

/** Reduces an answer to its status and the sentence that says why, with what differs from run to run left out. */
export function refusal({ status, body }: Answer): { readonly status: number; readonly reason: string } {
  const { message = "", errors } = (body ?? {}) as { readonly message?: string; readonly errors?: readonly unknown[] };
  const [first] = errors ?? [];
  const detail = typeof first === "object" && first !== null && "message" in first ? String(first.message) : first;
  const reason = typeof detail === "string" ? detail : message;
  return { status, reason: reason.replace(/[0-9a-f]{40}|[\w-]+:verify-\S+|verify-[0-9a-f]{8}-\d+/g, "...") };
}
