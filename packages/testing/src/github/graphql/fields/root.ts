import { timestamp } from "../../timestamp.ts";
import { createCommitOnBranch, type CreateCommitOnBranchInput } from "../mutations/create-commit-on-branch.ts";
import { updateRefs, type UpdateRefsInput } from "../mutations/update-refs.ts";
import { findNode } from "../node-lookup.ts";
import { findRepository, type Fields } from "../scope.ts";

/** Where every query begins. */
export const queryFields: Fields<undefined> = {
  viewer: (_root, _args, { account }) => ({ __typename: "User", account }),
  rateLimit(_root, _args, { github, account }) {
    const { limit, remaining, used, reset } = github.rateLimiter.figures(account, "graphql");
    return { cost: 1, limit, remaining, used, resetAt: timestamp(new Date(reset * 1000)) };
  },
  repository(_root, { owner, name }: { readonly owner: string; readonly name: string }, scope) {
    return { __typename: "Repository", repository: scope.access.read(findRepository(scope, owner, name)) };
  },
  node: (_root, { id }: { readonly id: string }, scope) => findNode(scope, id),
  nodes: (_root, { ids }: { readonly ids: readonly string[] }, scope) => ids.map((id) => findNode(scope, id)),
};

/** Where every mutation begins. */
export const mutationFields: Fields<undefined> = {
  createCommitOnBranch: (_root, { input }: { readonly input: CreateCommitOnBranchInput }, scope) =>
    createCommitOnBranch(scope, input),
  updateRefs: (_root, { input }: { readonly input: UpdateRefsInput }, scope) => updateRefs(scope, input),
};
