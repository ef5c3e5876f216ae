import { err, ok, type Result } from "neverthrow";

import { type StateSourceError, StateSourceUnavailableError } from "../errors.ts";
import type { StatePage, StateProblem } from "../state-source.ts";
import { FLUX_RESOURCES, type FluxObjectKind } from "./flux-kind.ts";
import { getList, type KubernetesGet, type ListAnswer, type Refusal } from "./get.ts";
import { readObject } from "./object-schema.ts";

/** More pages than any list has: one that never ends is a fault. */
const MAX_PAGES = 10_000;

/** What is listed. */
export interface ListRequest {
  readonly get: KubernetesGet;
  readonly kind: FluxObjectKind;
  /** Undefined for all namespaces. */
  readonly namespace: string | undefined;
  readonly pageSize: number;
  readonly signal: AbortSignal;
}

/**
 * Lists the objects of a kind, page by page, in the first of its versions that the cluster serves.
 *
 * A token for the next page expires after minutes: then the list begins anew, once, and objects come twice.
 */
export async function* listKind(request: ListRequest): AsyncGenerator<Result<StatePage, StateSourceError>> {
  const { group, versions } = FLUX_RESOURCES[request.kind];
  for (const version of versions) {
    const first = await getPage(request, version, undefined);
    if (first.isErr() && first.error.status === 404) continue;
    yield* listVersion(request, `${group}/${version}`, version, first);
    return;
  }
  yield ok({ objects: [], problems: [problem(request, "kind-missing")] });
}

async function* listVersion(
  request: ListRequest,
  apiVersion: string,
  version: string,
  first: Result<ListAnswer, Refusal>,
): AsyncGenerator<Result<StatePage, StateSourceError>> {
  let page = first;
  let token: string | undefined;
  let restarts = 0;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    if (page.isErr()) {
      if (page.error.status === 403) {
        yield ok({ objects: [], problems: [problem(request, "kind-forbidden")] });
        return;
      }
      if (page.error.status !== 410 || token === undefined || restarts > 0) {
        yield err(unavailable(request, page.error));
        return;
      }
      restarts += 1;
      token = undefined;
    } else {
      yield ok(toStatePage(page.value, request.kind, apiVersion));
      if (page.value.next === undefined) return;
      if (page.value.next === token) break;
      token = page.value.next;
    }
    page = await getPage(request, version, token);
  }
  yield err(new StateSourceUnavailableError(`The list of ${resourceOf(request)} does not end. Look at what answers.`));
}

function getPage(
  { get, kind, namespace, pageSize, signal }: ListRequest,
  version: string,
  token: string | undefined,
): Promise<Result<ListAnswer, Refusal>> {
  const { group, plural } = FLUX_RESOURCES[kind];
  const scope = namespace === undefined ? "" : `/namespaces/${namespace}`;
  const query = new URLSearchParams({ limit: String(pageSize), ...(token !== undefined && { continue: token }) });
  return getList(get, `/apis/${group}/${version}${scope}/${plural}?${query.toString()}`, signal);
}

function toStatePage({ items }: ListAnswer, kind: FluxObjectKind, apiVersion: string): StatePage {
  const objects: StatePage["objects"][number][] = [];
  const problems: StateProblem[] = [];
  for (const item of items) {
    readObject(item, kind, apiVersion).match(
      (object) => objects.push(object),
      (unreadable) => problems.push(unreadable),
    );
  }
  return { objects, problems };
}

function problem(request: ListRequest, code: "kind-missing" | "kind-forbidden"): StateProblem {
  const why =
    code === "kind-missing"
      ? `The cluster does not serve ${resourceOf(request)}. Leave ${request.kind} out of kinds if it is not installed.`
      : `The account may not list ${resourceOf(request)}. Bind it to a role with the verb list.`;
  return { code, kind: request.kind, namespace: request.namespace, why };
}

function unavailable(request: ListRequest, { status, cause }: Refusal): StateSourceUnavailableError {
  const resource = resourceOf(request);
  const message =
    status === undefined
      ? `The Kubernetes API gave no list of ${resource}. Look at the connection, and at what stands between.`
      : status === 401
        ? `The Kubernetes API refused the credentials for ${resource} (401). Renew the token.`
        : `The Kubernetes API answered ${status} to a list of ${resource}. The next pass tries again.`;
  return new StateSourceUnavailableError(message, { status, cause });
}

function resourceOf({ kind, namespace }: ListRequest): string {
  const { plural, group } = FLUX_RESOURCES[kind];
  return `${plural}.${group}${namespace === undefined ? "" : ` in namespace ${namespace}`}`;
}
