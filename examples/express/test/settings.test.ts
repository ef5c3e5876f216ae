import { generateKeyPairSync } from "node:crypto";

import { describe, expect, it } from "vitest";

import { readSettings } from "../src/settings.ts";

const MINIMUM = {
  FLUX_WEBHOOK_SECRETS: "dev=secret-one",
  GITHUB_TOKEN: "token",
  MANIFESTS_REPO: "acme/shop-manifests",
};

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});

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
      GITHUB_APP_PRIVATE_KEY: privateKey.replaceAll("\n", "\\n"),
      GITHUB_APP_INSTALLATION_ID: "9",
    };
    expect(readSettings(app)._unsafeUnwrap().github.auth).toEqual({
      appId: "7",
      privateKey,
      installationId: 9,
    });
  });

  it.each(["garbage", privateKey.slice(0, 400), "/secrets/app.pem"])(
    "refuse a key that is none, and do not repeat it",
    (key) => {
      const said = problem({ ...MINIMUM, GITHUB_APP_ID: "7", GITHUB_APP_PRIVATE_KEY: key });
      expect(said).toContain("GITHUB_APP_PRIVATE_KEY must be the private key");
      expect(said).not.toContain(key);
    },
  );

  it("refuse an address of the API that is none", () => {
    expect(problem({ ...MINIMUM, GITHUB_API_URL: "github.com" })).toContain("GITHUB_API_URL");
  });

  it("keep events in ./lane.db, in another file, or in Postgres", () => {
    const laneOf = (more: Readonly<Record<string, string>>): unknown =>
      readSettings({ ...MINIMUM, ...more })._unsafeUnwrap().lane;
    const url = "postgres://connector:p%40ss@db/connector";
    expect(laneOf({})).toEqual({ kind: "file", file: "./lane.db" });
    expect(laneOf({ LANE_FILE: "/data/lane.db" })).toEqual({ kind: "file", file: "/data/lane.db" });
    expect(laneOf({ LANE_FILE: "/data/lane.db", DATABASE_URL: url })).toEqual({ kind: "postgres", url });
  });

  it.each(["lane.db", "mysql://root:secret-of-db@db/x", "postgres://"])(
    "refuse the DATABASE_URL %s, and do not repeat it",
    (DATABASE_URL) => {
      expect(problem({ ...MINIMUM, DATABASE_URL })).toContain("DATABASE_URL must be an address of Postgres");
      expect(problem({ ...MINIMUM, DATABASE_URL })).not.toContain("secret-of-db");
    },
  );

  it("open no admin port unasked", () => {
    expect(readSettings(MINIMUM)._unsafeUnwrap().adminPort).toBeUndefined();
    expect(readSettings({ ...MINIMUM, ADMIN_PORT: "8081" })._unsafeUnwrap().adminPort).toBe(8081);
    expect(problem({ ...MINIMUM, ADMIN_PORT: "0" })).toContain("ADMIN_PORT must be a whole number");
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
