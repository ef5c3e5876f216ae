import { createGitHubClient, type GitHubClient } from "@gitops/github-reporter";
import { startGitHub, type EmbeddedGitHub } from "@gitops/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import {
  contextOf,
  ensurePullRequest,
  type ProposedPullRequest,
  type WantedPullRequest,
} from "../../packages/promotion/fixtures/pull-request.ts";
import { closeGitHub } from "../contract/openapi/close-github.ts";

const PLACE = { owner: "acme", repo: "manifests" } as const;
const TRACK = { repository: "acme/manifests", baseBranch: "main", branch: "gitops/promote/prod/cart" } as const;
const LABELS = ["gitops", "env: prod"];
const NOBODY = { logins: [], teams: [], notes: [] } as const;
const OPEN = "POST /repos/{owner}/{repo}/pulls";
const LABEL = "POST /repos/{owner}/{repo}/issues/{issue_number}/labels";
const ASK = "POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers";
const EDIT = "PATCH /repos/{owner}/{repo}/pulls/{pull_number}";

let github: EmbeddedGitHub;
let bot: GitHubClient;
let ada: GitHubClient;

beforeEach(async () => {
  github = await startGitHub({
    accounts: [
      { login: "acme-gitops[bot]", type: "Bot", token: "token-of-bot" },
      { login: "ada", token: "token-of-ada" },
      { login: "grace", token: "token-of-grace" },
    ],
  });
  const { head } = await github.createRepository("acme/manifests", { files: { "README.md": "manifests\n" } });
  bot = clientOf("token-of-bot");
  ada = clientOf("token-of-ada");
  // GitHub's description of pull requests wants a text about each label, which those that come by their first use lack.
  for (const name of LABELS) {
    await ada.request("POST /repos/{owner}/{repo}/labels", { ...PLACE, name, description: "of the tests" });
  }
  await bot.request("POST /repos/{owner}/{repo}/git/refs", {
    ...PLACE,
    ref: `refs/heads/${TRACK.branch}`,
    sha: head ?? "",
  });
  await bot.request("PUT /repos/{owner}/{repo}/contents/{path}", {
    ...PLACE,
    branch: TRACK.branch,
    path: "envs/prod/cart/a.yaml",
    message: "Deploy cart to prod",
    content: "YQ==",
  });
});
afterEach(() => closeGitHub(github));

function clientOf(token: string): GitHubClient {
  return createGitHubClient({ auth: { token }, baseUrl: github.url, retryUnitMs: 1, limits: "none" });
}

async function ensure(wanted: Partial<WantedPullRequest> = {}) {
  const before = github.calls.length;
  const result = await ensurePullRequest(contextOf(bot), {
    track: TRACK,
    proposal: undefined,
    title: "Deploy cart to prod",
    body: "What changes",
    labels: LABELS,
    reviewers: NOBODY,
    ...wanted,
  });
  return { result, calls: github.calls.slice(before).map(({ route }) => route) };
}

/** What the world holds of the open pull request. */
async function observed(): Promise<WantedPullRequest["proposal"]> {
  const { data } = await bot.request("GET /repos/{owner}/{repo}/pulls", { ...PLACE, state: "open" });
  const [pull] = data;
  if (pull === undefined) return undefined;
  return {
    pullRequest: {
      number: pull.number,
      url: pull.html_url,
      mergeable: true,
      approvals: [],
      objectors: [],
      gates: undefined,
      shown: { title: pull.title, body: pull.body ?? "", labels: pull.labels.map(({ name }) => name) },
    },
  };
}

async function shown() {
  const { data } = await bot.request("GET /repos/{owner}/{repo}/pulls", { ...PLACE, state: "all" });
  return data.map(({ title, body, labels, requested_reviewers }) => ({
    title,
    body,
    labels: labels.map(({ name }) => name),
    asked: requested_reviewers?.map(({ login }) => login),
  }));
}

async function refuseReviewRequest(login: string): Promise<void> {
  await ada.request("DELETE /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers", {
    ...PLACE,
    pull_number: 1,
    reviewers: [login],
  });
}

function outcomeOf({ result }: { readonly result: Awaited<ReturnType<typeof ensure>>["result"] }): ProposedPullRequest {
  return result._unsafeUnwrap();
}

describe("a new pull request", () => {
  it("is opened and labelled, with two requests", async () => {
    const ensured = await ensure();
    expect(ensured.calls).toEqual([OPEN, LABEL]);
    expect(outcomeOf(ensured)).toEqual({
      outcome: "created",
      url: expect.stringContaining("/acme/manifests/pull/1") as string,
      warnings: [],
    });
    expect(await shown()).toEqual([
      { title: "Deploy cart to prod", body: "What changes", labels: ["gitops", "env: prod"], asked: [] },
    ]);
  });

  it("asks its reviewers with one more", async () => {
    const ensured = await ensure({ reviewers: { ...NOBODY, logins: ["ada", "grace"] } });
    expect(ensured.calls).toEqual([OPEN, ASK, LABEL]);
    expect((await shown())[0]?.asked).toEqual(["ada", "grace"]);
  });

  it("is there although GitHub takes one of its reviewers and a team not, and says so", async () => {
    const reviewers = { logins: ["ada", "nobody"], teams: ["sre"], notes: ["Team other/sre cannot be asked"] };
    const { warnings, outcome } = outcomeOf(await ensure({ reviewers }));
    expect(outcome).toBe("created");
    expect(warnings).toEqual([
      "Team other/sre cannot be asked",
      expect.stringContaining("nobody cannot review acme/manifests#1"),
      expect.stringContaining("sre cannot review acme/manifests#1"),
    ]);
    expect((await shown())[0]).toMatchObject({ asked: ["ada"], labels: ["gitops", "env: prod"] });
  });

  it("fails when its branch does not exist, because there is nothing to adopt", async () => {
    const { result } = await ensure({ track: { ...TRACK, branch: "gitops/promote/none" } });
    expect(result._unsafeUnwrapErr()).toMatchObject({ code: "GITHUB_REQUEST_FAILED", status: 422 });
  });

  it("fails when GitHub does not answer, and is whole after it was ensured again", async () => {
    const reviewers = { ...NOBODY, logins: ["ada"] };
    github.faults.add({ fault: "connection-reset", when: "after", route: OPEN });
    expect((await ensure({ reviewers })).result._unsafeUnwrapErr()).toMatchObject({ code: "GITHUB_UNAVAILABLE" });
    expect(outcomeOf(await ensure({ reviewers })).outcome).toBe("updated");
    expect(await shown()).toEqual([
      { title: "Deploy cart to prod", body: "What changes", labels: ["gitops", "env: prod"], asked: ["ada"] },
    ]);
  });

  it("is whole after the program died between its requests", async () => {
    const reviewers = { ...NOBODY, logins: ["ada"] };
    github.faults.add({ fault: "bad-gateway", when: "before", route: ASK, times: Number.POSITIVE_INFINITY });
    expect((await ensure({ reviewers })).result.isErr()).toBe(true);
    github.faults.clear();
    const ensured = await ensure({ reviewers, proposal: await observed() });
    expect(ensured.calls).toEqual(["GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews", ASK, LABEL]);
    expect((await shown())[0]).toMatchObject({ asked: ["ada"], labels: ["gitops", "env: prod"] });
  });
});

describe("an open pull request", () => {
  it("costs no request when it shows everything already", async () => {
    await ensure();
    const ensured = await ensure({ proposal: await observed() });
    expect(ensured.calls).toEqual([]);
    expect(outcomeOf(ensured)).toMatchObject({ outcome: "unchanged", warnings: [] });
  });

  it("gets only what differs", async () => {
    await ensure();
    const ensured = await ensure({ proposal: await observed(), body: "Something else changes" });
    expect(ensured.calls).toEqual([EDIT]);
    expect(github.calls.at(-1)?.requestBody).toEqual({ body: "Something else changes" });
    expect(outcomeOf(ensured).outcome).toBe("updated");
  });

  it("takes line ends of a browser and blanks at the end for no difference", async () => {
    await ensure({ body: "One\r\nTwo\n" });
    expect((await ensure({ proposal: await observed(), body: "One\nTwo" })).calls).toEqual([]);
  });

  it("keeps the labels that people added, and gets back those that are missing", async () => {
    await ensure();
    const issue = { ...PLACE, issue_number: 1 };
    await ada.request("POST /repos/{owner}/{repo}/issues/{issue_number}/labels", { ...issue, labels: ["urgent"] });
    await ada.request("DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}", { ...issue, name: "gitops" });
    expect((await ensure({ proposal: await observed() })).calls).toEqual([LABEL]);
    expect((await shown())[0]?.labels.sort()).toEqual(["env: prod", "gitops", "urgent"]);
  });

  it("does not ask again somebody who was taken off the list", async () => {
    const reviewers = { ...NOBODY, logins: ["ada"] };
    await ensure({ reviewers });
    await refuseReviewRequest("ada");
    expect((await ensure({ reviewers, proposal: await observed(), body: "More" })).calls).toEqual([EDIT]);
    expect((await shown())[0]?.asked).toEqual([]);
  });

  it("keeps the reviewers that people asked", async () => {
    await ensure();
    await ada.request(ASK, { ...PLACE, pull_number: 1, reviewers: ["grace"] });
    await ensure({ proposal: await observed(), body: "More" });
    expect((await shown())[0]?.asked).toEqual(["grace"]);
  });

  it("is adopted when the world did not hold it, and nothing is written that it shows", async () => {
    await ensure();
    const ensured = await ensure();
    expect(ensured.calls).toEqual([OPEN, "GET /repos/{owner}/{repo}/pulls"]);
    expect(outcomeOf(ensured)).toMatchObject({ outcome: "unchanged" });
    expect(await shown()).toHaveLength(1);
  });

  it("does not ask again somebody who reviewed it already, although its labels are gone", async () => {
    await ensure();
    await ada.request("POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews", {
      ...PLACE,
      pull_number: 1,
      event: "COMMENT",
      body: "I look at it",
    });
    for (const name of LABELS) {
      await ada.request("DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}", {
        ...PLACE,
        issue_number: 1,
        name,
      });
    }
    const reviewers = { ...NOBODY, logins: ["ada", "grace"] };
    await ensure({ reviewers, proposal: await observed() });
    expect((await shown())[0]?.asked).toEqual(["grace"]);
  });

  it("is written whole when nobody read what it shows", async () => {
    await ensure();
    const known = (await observed())?.pullRequest;
    const proposal = { pullRequest: known && { ...known, shown: undefined } };
    expect((await ensure({ proposal })).calls).toEqual([EDIT, LABEL]);
  });
});
