import type { GraphQLError } from "graphql";

import { GraphQLProblem } from "./graphql-problem.ts";

/**
 * Writes an error as GitHub does: `type` stands beside `path`, `locations` and `message`.
 *
 * A document that does not fit the schema has no type, and the words are those of the library.
 */
export function formatError(error: GraphQLError): unknown {
  const { message, path, locations, originalError } = error;
  const place = { ...(path === undefined ? {} : { path }), ...(locations === undefined ? {} : { locations }) };
  if (originalError instanceof GraphQLProblem) return { type: originalError.type, ...place, message };
  // A defect of this package: say so instead of looking like a fault of GitHub.
  const reason = originalError === undefined ? undefined : (originalError.stack ?? message);
  return { ...place, message: reason === undefined ? message : `The embedded GitHub failed: ${reason}` };
}
