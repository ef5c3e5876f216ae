import type { FluxEvent } from "@gitops/flux-events";
import type { Lane, LaneBatch, LaneHandler } from "@gitops/github-reporter";

/** Fold off: what arrives later counts as later. Each 10 ms of arrival become a second, for that is all that Flux tells. */
export function inOrderOfArrival(event: FluxEvent, startedAt: number): FluxEvent {
  const second = Math.floor((Date.now() - startedAt) / 10);
  const timestamp = new Date(startedAt - 86_400_000 + second * 1000).toISOString();
  return { ...event, timestamp };
}

/** Lane key off: every item is a key of its own, so that the targets of a slot race. */
export function eachItemAlone<T>(lane: Lane<T>): Lane<T> {
  const restore = (batch: LaneBatch<T>): LaneBatch<T> => ({ ...batch, key: batch.key.replace(/#.*/, "") });
  return {
    put: (item) => lane.put({ ...item, key: `${item.key}#${item.id}` }),
    run: (handle: LaneHandler<T>) => lane.run((batch) => handle(restore(batch))),
  };
}

const STATUSES = /\/commits\/([0-9a-f]{40})\/statuses/;
const STATUS = /\/statuses\/([0-9a-f]{40})$/;
const MEMORY_MS = 2_000;

/** Ledger off: of the statuses of a commit one sees what one wrote a moment ago, and nothing that was there before. */
export function withoutLedger(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  const written = new Map<string, number>();
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const posted = init?.method === "POST" ? STATUS.exec(url)?.[1] : undefined;
    if (posted !== undefined) {
      const { context, description } = JSON.parse(init?.body as string) as Readonly<Record<string, string>>;
      written.set(`${posted} ${context} ${description}`, Date.now());
    }
    const response = await fetch(input, init);
    const read = posted === undefined && response.ok ? STATUSES.exec(url)?.[1] : undefined;
    if (read === undefined) return response;
    const all = (await response.json()) as { readonly context: string; readonly description: string | null }[];
    const isFresh = (key: string): boolean => Date.now() - (written.get(key) ?? 0) < MEMORY_MS;
    const own = all.filter(({ context, description }) => isFresh(`${read} ${context} ${description ?? ""}`));
    return new Response(JSON.stringify(own), { status: 200, headers: { "content-type": "application/json" } });
  };
}
