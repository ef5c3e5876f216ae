import { buildSchema, isObjectType, type GraphQLFieldMap, type GraphQLSchema } from "graphql";

import { botFields, userFields } from "../fields/actors.ts";
import { appFields, checkRunFields, checkSuiteFields } from "../fields/check-runs.ts";
import { commitFields } from "../fields/commit.ts";
import { blobFields, tagFields, treeEntryFields, treeFields } from "../fields/git-objects.ts";
import { pullRequestFields, repositoryPullFields, reviewFields } from "../fields/pull-requests.ts";
import { refFields, repositoryFields } from "../fields/repository.ts";
import { mutationFields, queryFields } from "../fields/root.ts";
import { commitStatusFields, rollupFields, statusContextFields, statusFields } from "../fields/statuses.ts";
import type { Fields, Scope } from "../scope.ts";
import { GIT_OBJECT_SDL } from "./git-object-sdl.ts";
import { MUTATION_SDL } from "./mutation-sdl.ts";
import { PULL_REQUEST_SDL } from "./pull-request-sdl.ts";
import { QUERY_SDL } from "./query-sdl.ts";
import { REPOSITORY_SDL } from "./repository-sdl.ts";
import { STATUS_SDL } from "./status-sdl.ts";

const SDL = [QUERY_SDL, REPOSITORY_SDL, GIT_OBJECT_SDL, STATUS_SDL, PULL_REQUEST_SDL, MUTATION_SDL];

/** The fields that are answered by a function; those of the other types are read from what the functions return. */
const FIELDS: Readonly<Record<string, Fields<never>>> = {
  Query: queryFields,
  Mutation: mutationFields,
  Repository: { ...repositoryFields, ...repositoryPullFields },
  Ref: refFields,
  Commit: { ...commitFields, ...commitStatusFields },
  Tree: treeFields,
  TreeEntry: treeEntryFields,
  Blob: blobFields,
  Tag: tagFields,
  Status: statusFields,
  StatusContext: statusContextFields,
  StatusCheckRollup: rollupFields,
  CheckRun: checkRunFields,
  CheckSuite: checkSuiteFields,
  App: appFields,
  PullRequest: pullRequestFields,
  PullRequestReview: reviewFields,
  Bot: botFields,
  User: userFields,
};

let built: GraphQLSchema | undefined;

/** The part of GitHub's schema that is served, with its functions; built once. */
export function servedSchema(): GraphQLSchema {
  built ??= connectFields(buildSchema(SDL.join("\n")));
  return built;
}

function connectFields(schema: GraphQLSchema): GraphQLSchema {
  for (const [name, fields] of Object.entries(FIELDS)) {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new TypeError(`The schema has no type ${name}.`);
    connectType(name, type.getFields() as GraphQLFieldMap<unknown, unknown>, fields);
  }
  return schema;
}

function connectType(name: string, described: GraphQLFieldMap<unknown, unknown>, fields: Fields<never>): void {
  const missing = Object.keys(described).filter((field) => fields[field] === undefined);
  if (missing.length > 0) throw new TypeError(`Nothing answers ${missing.join(", ")} of ${name}.`);
  for (const [field, answer] of Object.entries(fields)) {
    const description = described[field];
    if (description === undefined) throw new TypeError(`The schema has no field ${field} of ${name}.`);
    description.resolve = (source, args, scope) => answer(source as never, args as never, scope as Scope);
  }
}
