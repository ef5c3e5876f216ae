import type { ApiReply, ApiRequest } from "./route.ts";

/** The part of a list that a request asks for, with GitHub's `Link` header. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Cuts a list by `page` and `per_page` (30 unless asked, 100 at most).
 *
 * @see https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api
 */
export function paginate<T>(request: ApiRequest, all: readonly T[]): Page<T> {
  const size = Math.min(positive(request.query.get("per_page")) ?? 30, 100);
  const page = positive(request.query.get("page")) ?? 1;
  const last = Math.max(1, Math.ceil(all.length / size));
  const links: string[] = [];
  const link = (rel: string, target: number): void => {
    const query = new URLSearchParams(request.query);
    query.set("page", String(target));
    links.push(`<${request.github.links.rest(request.path)}?${query.toString()}>; rel="${rel}"`);
  };
  if (page > 1) link("prev", Math.min(page - 1, last));
  if (page < last) {
    link("next", page + 1);
    link("last", last);
  }
  if (page > 1) link("first", 1);
  return {
    items: all.slice((page - 1) * size, page * size),
    headers: links.length === 0 ? {} : { link: links.join(", ") },
  };
}

/** Answers one page of a list. */
export async function listReply<T>(
  request: ApiRequest,
  all: readonly T[],
  toView: (item: T) => unknown,
): Promise<ApiReply> {
  const { items, headers } = paginate(request, all);
  return { status: 200, body: await Promise.all(items.map(toView)), headers };
}

function positive(text: string | null): number | undefined {
  const value = Number(text ?? Number.NaN);
  return Number.isInteger(value) && value > 0 ? value : undefined;
}
