import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { parsePipeline } from "./parse-pipeline.ts";

const SHOP = readFileSync(new URL("../../fixtures/pipeline.yaml", import.meta.url), "utf8");

/** Problems of the example after an edit, without their places. */
function problems(...edits: readonly (readonly [from: string, to: string])[]): readonly string[] {
  const text = edits.reduce((edited, [from, to]) => {
    expect(edited).toContain(from);
    return edited.replace(from, to);
  }, SHOP);
  return parsePipeline(text).match(
    () => [],
    (error) => error.problems.map(({ path, message }) => `${path.join(".")} ${message}`),
  );
}

describe("a pipeline whose waves are no parts of their environment", () => {
  it("needs a folder for each wave", () => {
    expect(problems(["envs/{env}/{wave}/{app}", "envs/{env}/{app}"])).toEqual([
      "environments.prod.waves need {wave} or {cluster} in manifests.path, so that each wave has folders of its own",
    ]);
  });

  it("needs each cluster in exactly one", () => {
    expect(
      problems(["name: main, clusters: { matchLabels: { ring: main } }", "name: main, clusters: [eu-0, eu-1, us-1]"]),
    ).toEqual([
      'environments.prod.waves the cluster "eu-0" is in the waves "canary", "main"; it belongs to exactly one',
      'environments.prod.waves the cluster "ap-1" is in no wave; it belongs to exactly one',
    ]);
  });

  it("knows no cluster of another environment", () => {
    expect(
      problems([
        "name: main, clusters: { matchLabels: { ring: main } }",
        "name: main, clusters: [eu-1, us-1, ap-1, lab]",
      ]),
    ).toEqual([
      'environments.prod.waves.1.clusters the cluster "lab" is none of the environment, which has "eu-0", "eu-1", "us-1", "ap-1"',
    ]);
  });

  it("has no value for {wave} where there are no waves", () => {
    expect(problems(['path: "envs/{env}/{app}"', 'path: "envs/{env}/{wave}/{app}"'])).toEqual([
      'manifests.path {wave} has no value in "dev", which has no waves; give it waves, or a text of its own',
    ]);
  });
});

describe("a pipeline with names that lead nowhere", () => {
  it("guesses which one was meant", () => {
    expect(problems(["environments: [dev, stage, prod]", "environments: [dev, staged]"])).toEqual([
      'apps.db.environments.1 there is no environment "staged"; did you mean "stage"?',
    ]);
    expect(problems(["dependsOn: [db]", "dependsOn: [database]"])).toEqual([
      'apps.cart.dependsOn.0 there is no app "database"; the pipeline has "front", "cart", "db"',
    ]);
  });

  it("refuses labels that no cluster has", () => {
    expect(problems(["matchLabels: { tier: prod }", "matchLabels: { tier: production }"])).toContain(
      "environments.prod.clusters no cluster has these labels",
    );
  });

  it("refuses apps that wait for each other", () => {
    expect(problems(["environments: [dev, stage, prod]", "dependsOn: [cart]"])).toEqual([
      'apps.cart.dependsOn "cart", "db" wait for each other, so none could start',
    ]);
  });
});

describe("a pipeline whose folders or branches are not free", () => {
  it("keeps high-level manifests out of the folders that Flux reads", () => {
    expect(problems(['highLevelPath: "source/{env}/{app}"', 'highLevelPath: "envs/{env}/{app}/source"'])).toEqual([
      "manifests.highLevelPath the folders of dev/cart (envs/dev/cart) and the high-level manifests of dev/cart (envs/dev/cart/source) overlap; each slot needs its own",
    ]);
  });

  it.each([".gitops/{env}/{app}", "inbox/{env}/{app}"])("leaves the promoter its own: %s", (path) => {
    expect(problems(['path: "envs/{env}/{app}"', `path: "${path}"`])).toEqual([
      expect.stringContaining("the folders of the promoter"),
    ]);
  });

  it("leaves the promoter its branches", () => {
    expect(
      problems(["  repo: acme/shop-manifests\n", '  repo: acme/shop-manifests\n  baseBranch: "gitops/{env}"\n']),
    ).toEqual([
      "manifests.baseBranch gitops/dev is among the branches of the promoter, which begin with gitops/; take another one",
    ]);
  });

  it("needs no {env} in the path when each environment has a branch, and none of both for a repository each", () => {
    const branches = [
      "  repo: acme/shop-manifests\n",
      '  repo: acme/shop-manifests\n  baseBranch: "env/{env}"\n',
    ] as const;
    expect(problems(branches, ['path: "envs/{env}/{app}"', 'path: "{app}"'])).toEqual([]);
    expect(
      problems(
        ['path: "envs/{env}/{app}"', 'path: "{app}"'],
        ["stage:\n    after: [dev]", "stage:\n    after: [dev]\n    manifests: { repo: 'acme/{env}' }"],
        ["perf:\n    after: [dev]", "perf:\n    after: [dev]\n    manifests: { repo: 'acme/{env}' }"],
      ),
    ).toEqual([]);
  });
});

describe("a pipeline whose apps share a pull request", () => {
  it("refuses two ways to merge it", () => {
    const [problem, ...others] = problems([
      "groupPullRequestsBy: environment",
      "groupPullRequestsBy: environment\n    apps: { cart: { merge: manual } }",
    ]);
    expect(others).toEqual([]);
    expect(problem).toMatch(
      /^environments\.perf slots that share a pull request must agree on merge: it is "auto" for "perf\/front" and "manual" for "perf\/cart"/,
    );
  });
});

describe("a pipeline with a value that cannot be", () => {
  it.each([
    ["timezone: Europe/Berlin", "timezone: Europe/Berlim", "must be an IANA time zone, such as Europe/Berlin or UTC"],
    ['from: "09:00"', 'from: "9am"', 'must be a time of the day in quotes, such as "09:00"'],
    ['start: "2026-12-15"', 'start: "2026-02-30"', "must be a day of the calendar"],
    ['end: "2027-01-04"', 'end: "2026-01-04"', "must not end before the day on which it starts"],
    ["soak: 2h", "soak: 2 hours", "must be a whole number and s, m, h or d, such as 90s, 30m, 24h or 7d"],
    ["teams: [acme/sre]", "teams: [sre]", "must be a team, written as org/team"],
    ["after: [dev]", "after: { every: [dev] }", "is not a key of the pipeline format here; the keys are all"],
    ["ring: canary }", "ring: 1 }", "must be a text, not 1; put it in quotes"],
    ["production: true", "productive: true", "is not a key of the pipeline format here; did you mean production?"],
    [
      "success: { timeout: 45m }",
      "success: { targets: { atLeast: 4 } }",
      "wants 4 targets to succeed, and prod/front@canary has 1",
    ],
  ])("refuses %s as %s", (from, to, message) => {
    expect(problems([from, to]).join("\n")).toContain(message);
  });

  it("refuses every unknown key, not only the first", () => {
    expect(problems(["merge: auto", "merge: auto\n    openPullRequest: early\n    color: red"])).toHaveLength(2);
  });

  it.each(["control", "dispatch", "gates", "inbox", "same", "verify"])("refuses an environment named %s", (name) => {
    expect(problems(["  dev:\n", `  ${name}: { clusters: [lab] }\n  dev:\n`])).toContain(
      `environments.${name} "${name}" is a word of the commit status contexts; give the environment another name`,
    );
  });
});
