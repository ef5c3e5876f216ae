import type { Account } from "../../account.ts";
import type { Person } from "../../git/commit-object.ts";
import { listHistory } from "../../git/history.ts";
import { findEntry } from "../../git/read-tree.ts";
import { timestamp } from "../../timestamp.ts";
import { verificationOf } from "../../views/verification.ts";
import { connect, type PageArguments } from "../connection.ts";
import type { Fields, Scope } from "../scope.ts";
import { actorSource, loadCommit, type CommitSource } from "../sources.ts";
import { gitObjectFields, type TreeEntrySource } from "./git-objects.ts";

export const commitFields: Fields<CommitSource> = {
  ...gitObjectFields,
  url: ({ repository, sha }, _args, { github }) => github.links.web(`/${repository.fullName}/commit/${sha}`),
  message: ({ commit }) => commit.message,
  messageHeadline: ({ commit }) => splitMessage(commit.message).headline,
  messageBody: ({ commit }) => splitMessage(commit.message).body,
  author: ({ commit }, _args, scope) => gitActor(scope, commit.author),
  authoredDate: ({ commit }) => timeOf(commit.author),
  committer: ({ commit }, _args, scope) => gitActor(scope, commit.committer),
  committedDate: ({ commit }) => timeOf(commit.committer),
  signature({ repository, sha, commit }) {
    const { verified, signature, payload } = verificationOf(repository, sha, commit);
    if (!verified) return null;
    const signed = { signature, payload, isValid: true, state: "VALID", wasSignedByGitHub: true };
    return { __typename: "GpgSignature", ...signed, email: commit.committer.email, keyId: "B5690EEEBB952194" };
  },
  tree: ({ repository, commit }) => ({ __typename: "Tree", repository, sha: commit.tree, path: "" }),
  parents: ({ repository, commit }, args: PageArguments) =>
    connect("parents", commit.parents, args, (sha) => loadCommit(repository, sha)),
  async history({ repository, sha }, args: PageArguments & { readonly path?: string | null }) {
    const shas = await listHistory(repository.git, sha, { path: args.path ?? "" });
    return connect("history", shas, args, (ancestor) => loadCommit(repository, ancestor));
  },
  async file({ repository, commit }, { path }: { readonly path: string }): Promise<TreeEntrySource | null> {
    const entry = await findEntry(repository.git.objects, commit.tree, path);
    return entry === undefined ? null : { ...entry, repository, path };
  },
};

function gitActor({ github }: Scope, person: Person): unknown {
  const isAccount = ({ email }: Account): boolean => email.toLowerCase() === person.email.toLowerCase();
  const account = github.accounts.all.find(isAccount);
  const user = account?.type === "User" ? actorSource(account) : null;
  return { name: person.name, email: person.email, date: timeOf(person), user };
}

function timeOf({ seconds }: Person): string {
  return timestamp(new Date(seconds * 1000));
}

function splitMessage(message: string): { readonly headline: string; readonly body: string } {
  const [headline = "", ...rest] = message.split("\n");
  return { headline, body: rest.join("\n").trim() };
}
