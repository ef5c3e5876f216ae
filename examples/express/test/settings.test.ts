import { describe, expect, it } from "vitest";

import { readSettings } from "../src/settings.ts";

const MINIMUM = {
  FLUX_WEBHOOK_SECRETS: "dev=secret-one",
  GITHUB_TOKEN: "token",
  MANIFESTS_REPO: "acme/shop-manifests",
};

function problem(environment: Readonly<Record<string, string>>): string {
  return readSettings(environment)._unsafeUnwrapErr().message;
}

describe("the settings", () => {
  it("need a secret, a credential and the manifests repository, and name all that is missing at once", () => {
    expect(problem({})).toMatch(/FLUX_WEBHOOK_SECRETS[^]*MANIFESTS_REPO|MANIFESTS_REPO[^]*FLUX_WEBHOOK_SECRETS/);
    expect(problem({})).toContain("GITHUB_TOKEN");
  });

  it("default to github.com and port 8080", () => {
    expect(readSettings(MINIMUM)._unsafeUnwrap()).toMatchObject({
      port: 8080,
      github: { apiUrl: "https://api.github.com", writesPerMinute: 60 },
    });
  });

  it("bind secrets to clusters, several to one during a rotation", () => {
    const { fluxSecrets } = readSettings({
      ...MINIMUM,
      FLUX_WEBHOOK_SECRETS: "dev=old-secret, dev=new-secret, prod-eu=with=equals",
    })._unsafeUnwrap();
    expect(fluxSecrets).toEqual(
      new Map([
        ["dev", ["old-secret", "new-secret"]],
        ["prod-eu", ["with=equals"]],
      ]),
    );
  });

  it("give a bare secret to the default cluster, and refuse it without one", () => {
    const bare = { ...MINIMUM, FLUX_WEBHOOK_SECRETS: "s3cret/+++" };
    expect(
      readSettings({ ...bare, CLUSTER: "lab" })
        ._unsafeUnwrap()
        .fluxSecrets.get("lab"),
    ).toEqual(["s3cret/+++"]);
    expect(problem(bare)).toContain("without a cluster");
  });

  it.each(["dev=", "dev=short", "Prod=long-enough", "=long-enough"])("refuse the entry %j", (FLUX_WEBHOOK_SECRETS) => {
    expect(problem({ ...MINIMUM, FLUX_WEBHOOK_SECRETS, CLUSTER: "dev" })).toContain("not cluster=secret");
  });

  it("never repeat a secret in a message", () => {
    expect(problem({ ...MINIMUM, FLUX_WEBHOOK_SECRETS: "s3cret/+++" })).not.toContain("s3cret");
  });

  it("take an App instead of a token", () => {
    const app = {
      ...MINIMUM,
      GITHUB_TOKEN: "",
      GITHUB_APP_ID: "7",
      GITHUB_APP_PRIVATE_KEY: "one\\ntwo",
      GITHUB_APP_INSTALLATION_ID: "9",
    };
    expect(readSettings(app)._unsafeUnwrap().github.auth).toEqual({
      appId: "7",
      privateKey: "one\ntwo",
      installationId: 9,
    });
  });

  it.each(["DATABASE_URL", "LANE_FILE"])("refuse %s rather than to keep events in memory unasked", (name) => {
    expect(problem({ ...MINIMUM, [name]: "x" })).toContain(`${name} is set`);
  });

  it.each([
    ["MANIFESTS_REPO", "shop-manifests"],
    ["CODE_REPO", "https://github.com/acme/shop"],
  ])("refuse the %s %s, which is no owner/name", (name, value) => {
    expect(problem({ ...MINIMUM, [name]: value })).toContain(`${name} must be a repository`);
  });

  it("refuse an installation that is no number", () => {
    const app = { GITHUB_APP_ID: "7", GITHUB_APP_PRIVATE_KEY: "key", GITHUB_APP_INSTALLATION_ID: "acme" };
    expect(problem({ ...MINIMUM, ...app })).toContain("GITHUB_APP_INSTALLATION_ID must be a number");
  });

  it("refuse a port that is none", () => {
    expect(problem({ ...MINIMUM, PORT: "http" })).toContain("PORT must be a whole number");
  });
});
