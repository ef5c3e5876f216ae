import { err, ok, type Result } from "neverthrow";
import * as v from "valibot";

import { abortable } from "../../github/client/timeout.ts";

/**
 * Asks the Kubernetes API with GET.
 *
 * @param path Path and query, such as `/apis/kustomize.toolkit.fluxcd.io/v1/kustomizations?limit=100`.
 * @param options.signal Aborts the request.
 * @returns the parsed JSON of the answer. For an answer other than 2xx it rejects with an error whose `code`, `status` or
 * `statusCode` is the HTTP status, or resolves with the `Status` object that Kubernetes sends.
 */
export type KubernetesGet = (path: string, options: { readonly signal: AbortSignal }) => Promise<unknown>;

/** One page of a list. */
export interface ListAnswer {
  /** Objects; anything, until they are read. */
  readonly items: readonly unknown[];
  /** Token for the next page, where there is one. */
  readonly next: string | undefined;
}

/** Why there is no page. */
export interface Refusal {
  /** HTTP status; undefined when there was no answer, or none that is a list. */
  readonly status: number | undefined;
  /** What was thrown. */
  readonly cause?: unknown;
}

const listSchema = v.object({
  // An empty list of Go may be null.
  items: v.nullable(v.array(v.unknown())),
  metadata: v.fallback(v.object({ continue: v.fallback(v.optional(v.string()), undefined) }), {}),
});
const failureSchema = v.object({ kind: v.literal("Status"), code: v.number() });
const httpStatus = v.fallback(v.optional(v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(599))), undefined);
const thrownSchema = v.object({ code: httpStatus, status: httpStatus, statusCode: httpStatus });

/**
 * Asks for a page of a list.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
 */
export async function getList(
  get: KubernetesGet,
  path: string,
  signal: AbortSignal,
): Promise<Result<ListAnswer, Refusal>> {
  if (signal.aborted) return err({ status: undefined });
  try {
    // Whoever asks may abort before there is anything to wait for.
    const asked = Promise.resolve().then(() => get(path, { signal }));
    const answer = await abortable(asked, signal);
    const failure = v.safeParse(failureSchema, answer);
    if (failure.success) return err({ status: failure.output.code });
    const list = v.safeParse(listSchema, answer);
    if (!list.success) return err({ status: undefined });
    const { items, metadata } = list.output;
    // The last page has no token, or an empty one.
    return ok({ items: items ?? [], next: metadata.continue === "" ? undefined : metadata.continue });
  } catch (cause) {
    return err({ status: statusOf(cause), cause });
  }
}

function statusOf(thrown: unknown): number | undefined {
  const read = v.safeParse(thrownSchema, thrown);
  if (!read.success) return undefined;
  const { statusCode, status, code } = read.output;
  return statusCode ?? status ?? code;
}
