import { createHash } from "node:crypto";

import type { JsonObject } from "../http/request-body.ts";
import type { GitHubInstance } from "../instance.ts";
import { nodeId } from "./node-id.ts";
import { simpleUser } from "./simple-user.ts";

/** Shows the owner of a repository: an account where one has the login, else an organisation. */
export function repositoryOwner(github: GitHubInstance, owner: string): JsonObject {
  const account = github.accounts.byLogin(owner);
  if (account !== undefined) return simpleUser(github, account);
  const id = organisationId(owner);
  const shape = simpleUser(github, {
    id,
    login: owner,
    type: "User",
    token: "",
    name: owner,
    email: "",
    permission: "read",
  });
  return { ...shape, node_id: nodeId("Organization", id), type: "Organization" };
}

/** Organisations are only names here; the id is derived so that it is the same each time. */
export function organisationId(owner: string): number {
  return createHash("sha1").update(owner.toLowerCase()).digest().readUInt32BE(0);
}
