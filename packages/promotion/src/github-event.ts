import type { Scope } from "./observe/scope.ts";
import type { Pipeline, Slot } from "./pipeline/pipeline.ts";

/** Events after which a slot may stand elsewhere. */
const RELEVANT = new Set([
  "check_run",
  "create",
  "delete",
  "pull_request",
  "pull_request_review",
  "push",
  "repository_dispatch",
  "status",
  "workflow_dispatch",
  "workflow_run",
]);

/** Statuses by which the promoter and the reporter remember what they did themselves. */
const OWN_MARKS = /^gitops\/(gates$|control$|inbox\/|dispatch\/)/;

/**
 * Tells which part of the pipeline a GitHub webhook event may have moved.
 *
 * The event is only a hint: nothing of its payload is believed except where to look. A verified webhook is no more than
 * that, because whoever may push can cause most of these events.
 *
 * @param name - The header `X-GitHub-Event`.
 * @param payload - The parsed body.
 * @returns what to reconcile, an empty scope for everything; undefined when the event is about something else.
 * @see https://docs.github.com/webhooks/webhook-events-and-payloads
 */
export function scopeOfEvent(pipeline: Pipeline, name: string, payload: unknown): Scope | undefined {
  const repository = repositoryOf(payload)?.toLowerCase();
  if (repository === undefined || !RELEVANT.has(name) || !knownRepositories(pipeline).has(repository)) return undefined;
  if (name === "status" && OWN_MARKS.test(text(payload, "context") ?? "")) return undefined;
  const slots = slotsOf(pipeline, name, payload);
  return slots === undefined ? {} : around(pipeline, slots);
}

function knownRepositories({ spec, repository, slots }: Pipeline): ReadonlySet<string> {
  const config = (spec.config ?? []).flatMap((source) => (source.kind === "git" ? [source.repo] : []));
  const known = [repository, ...slots.flatMap((slot) => [slot.repository, slot.source]), ...config];
  return new Set(known.map((one) => one.toLowerCase()));
}

/** The slots that an event names; undefined when it may be about any. */
function slotsOf(pipeline: Pipeline, name: string, payload: unknown): readonly Slot[] | undefined {
  const of = (match: (slot: Slot) => boolean): readonly Slot[] | undefined => {
    const found = pipeline.slots.filter(match);
    return found.length === 0 ? undefined : found;
  };
  if (name === "pull_request" || name === "pull_request_review") {
    const branch = text(payload, "pull_request", "head", "ref");
    const track = pipeline.tracks.find((one) => one.branch === branch);
    return track && of((slot) => slot.track === track.id);
  }
  if (name === "status") {
    // gitops/<environment>/<app>[@part]/..., gitops/verify/<environment>/<app>/..., gitops/same/...
    const [first, ...rest] = (text(payload, "context") ?? "").split("/");
    if (first !== "gitops") return undefined;
    const [environment, app] = pipeline.environments.includes(rest[0] ?? "") ? rest : rest.slice(1);
    return of((slot) => slot.environment === environment && slot.app === app?.split("@")[0]);
  }
  return undefined;
}

/** What happens to a slot matters for what comes after it as well. */
function around({ slots }: Pipeline, named: readonly Slot[]): Scope {
  const environments = new Set(named.flatMap(({ environment, next }) => [environment, ...next]));
  const apps = new Set(named.map(({ app }) => app));
  const dependents = slots.filter(({ dependencies }) => named.some(({ id }) => dependencies.includes(id)));
  return { environments: [...environments], apps: [...apps, ...dependents.map(({ app }) => app)] };
}

function repositoryOf(payload: unknown): string | undefined {
  return text(payload, "repository", "full_name");
}

function text(payload: unknown, ...keys: readonly string[]): string | undefined {
  let value = payload;
  for (const key of keys) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return typeof value === "string" ? value : undefined;
}
