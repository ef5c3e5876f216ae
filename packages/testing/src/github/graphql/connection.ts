import { GraphQLProblem } from "./graphql-problem.ts";

/** Arguments of a list that is read in pages. */
export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

/** One page of a list. */
export interface Connection<T> {
  readonly nodes: () => readonly T[] | Promise<readonly T[]>;
  readonly totalCount: number;
  readonly pageInfo: {
    readonly startCursor: string | null;
    readonly endCursor: string | null;
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
  };
}

const LARGEST_PAGE = 100;

/**
 * Cuts the page out of a list that the arguments ask for.
 *
 * @throws GraphQLProblem when the size of the page is not given, or is above 100.
 * @see https://docs.github.com/graphql/guides/using-pagination-in-the-graphql-api
 */
export function connect<Item, T>(
  field: string,
  items: readonly Item[],
  args: PageArguments,
  toNode: (item: Item) => T | Promise<T>,
): Connection<T> {
  requireSize(field, args);
  const from = readCursor(args.after) ?? 0;
  const to = Math.max(from, Math.min((readCursor(args.before) ?? items.length + 1) - 1, items.length));
  const start = typeof args.first === "number" ? from : Math.max(from, to - (args.last ?? 0));
  const end = typeof args.first === "number" ? Math.min(to, from + args.first) : to;
  const isEmpty = end <= start;
  return {
    nodes: () => Promise.all(items.slice(start, end).map(toNode)),
    totalCount: items.length,
    pageInfo: {
      startCursor: isEmpty ? null : writeCursor(start + 1),
      endCursor: isEmpty ? null : writeCursor(end),
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
    },
  };
}

function requireSize(field: string, { first, last }: PageArguments): void {
  const [name, size] = typeof first === "number" ? ["first", first] : ["last", last];
  if (typeof size !== "number") {
    throw new GraphQLProblem(
      "MISSING_PAGINATION_BOUNDARIES",
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${field}\` connection.`,
    );
  }
  if (size > LARGEST_PAGE) {
    throw new GraphQLProblem(
      "EXCESSIVE_PAGINATION",
      `Requesting ${size} records on the \`${field}\` connection exceeds the \`${name}\` limit of ${LARGEST_PAGE} records.`,
    );
  }
}

// A cursor is the place of an item, counted from 1.
function writeCursor(place: number): string {
  return Buffer.from(`cursor:v2:${place}`).toString("base64");
}

function readCursor(cursor: string | null | undefined): number | undefined {
  if (typeof cursor !== "string") return undefined;
  const place = /^cursor:v2:(\d+)$/.exec(Buffer.from(cursor, "base64").toString("latin1"))?.[1];
  if (place === undefined) {
    throw new GraphQLProblem("UNPROCESSABLE", `\`${cursor}\` does not appear to be a valid cursor.`);
  }
  return Number(place);
}
