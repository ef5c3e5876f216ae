import { nodeId } from "../../views/node-id.ts";
import type { Fields } from "../scope.ts";
import type { ActorSource } from "../sources.ts";

export const botFields: Fields<ActorSource> = {
  id: ({ account }) => nodeId(account.type, account.id),
  login: ({ account }) => account.login,
  url: ({ account }, _args, { github }) => github.links.web(`/${account.login}`),
};

export const userFields: Fields<ActorSource> = { ...botFields, name: ({ account }) => account.name };
