import { createPrivateKey } from "node:crypto";

import { isRepository, type GitHubAuth } from "@gitops/github-reporter";
import { err, ok, type Result } from "neverthrow";

/** What the connector is told by its environment. */
export interface Settings {
  readonly port: number;
  /** Port on 127.0.0.1 for `src/dead-letters.ts`; none without it. */
  readonly adminPort: number | undefined;
  /** Where accepted events are kept until they are reported. */
  readonly lane: LaneSettings;
  /** Secrets of Flux Providers by cluster; several per cluster during a rotation. */
  readonly fluxSecrets: ReadonlyMap<string, readonly string[]>;
  /** Cluster of `POST /flux`. */
  readonly defaultCluster: string | undefined;
  readonly github: {
    readonly apiUrl: string;
    readonly auth: GitHubAuth;
    readonly webhookSecrets: readonly string[];
    /** Writes a minute that GitHub is asked for at most. */
    readonly writesPerMinute: number;
  };
  readonly manifestsRepository: string;
  /** Local file instead of `.gitops/pipeline.yaml` in the manifests repository. */
  readonly pipelineFile: string | undefined;
  /** Without a pipeline: where dispatches go, and which Kustomizations make up a deployment. */
  readonly codeRepository: string | undefined;
  readonly expectKustomizations: readonly string[];
}

/** A file that one process has alone, or a database that several replicas share. */
export type LaneSettings =
  { readonly kind: "file"; readonly file: string } | { readonly kind: "postgres"; readonly url: string };

/** The environment lacks something, or says something that cannot be. Every problem is listed. */
export class SettingsInvalidError extends Error {
  override readonly name = "SettingsInvalidError";
  readonly code = "SETTINGS_INVALID";

  constructor(problems: readonly string[]) {
    super(`The connector cannot start:\n${problems.map((problem) => `- ${problem}`).join("\n")}`);
  }
}

/** A shorter one is a slip, such as a variable that was empty. */
const MIN_SECRET = 8;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings from environment variables; see the README for the list. */
export function readSettings(environment: Environment): Result<Settings, SettingsInvalidError> {
  const problems: string[] = [];
  const text = (name: string): string | undefined => {
    const value = environment[name]?.trim();
    return value === "" ? undefined : value;
  };
  const repository = (name: string): string | undefined => {
    const value = text(name);
    if (value === undefined || !isRepository(value)) problems.push(`${name} must be a repository, owner/name`);
    return value;
  };
  const list = (name: string): readonly string[] =>
    (text(name) ?? "")
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== "");

  const number = (
    name: string,
    otherwise: number,
    { from, to }: { readonly from: number; readonly to: number },
  ): number => {
    const value = Number(text(name) ?? otherwise);
    if (!Number.isInteger(value) || value < from || value > to)
      problems.push(`${name} must be a whole number from ${from} to ${to}`);
    return value;
  };

  const defaultCluster = text("CLUSTER");
  const fluxSecrets = secretsByCluster(list("FLUX_WEBHOOK_SECRETS"), defaultCluster, problems);
  const apiUrl = text("GITHUB_API_URL") ?? "https://api.github.com";
  if (!URL.canParse(apiUrl)) problems.push("GITHUB_API_URL must be an address, such as https://HOST/api/v3");
  const settings: Settings = {
    port: number("PORT", 8080, { from: 0, to: 65_535 }),
    adminPort: text("ADMIN_PORT") === undefined ? undefined : number("ADMIN_PORT", 0, { from: 1, to: 65_535 }),
    lane: readLane(text, problems),
    fluxSecrets,
    defaultCluster,
    github: {
      apiUrl,
      auth: readAuth(text, problems),
      webhookSecrets: list("GITHUB_WEBHOOK_SECRET"),
      writesPerMinute: number("GITHUB_WRITES_PER_MINUTE", 60, { from: 1, to: 100_000 }),
    },
    manifestsRepository: repository("MANIFESTS_REPO") ?? "",
    pipelineFile: text("PIPELINE_FILE"),
    codeRepository: text("CODE_REPO") === undefined ? undefined : repository("CODE_REPO"),
    expectKustomizations: list("EXPECT_KUSTOMIZATIONS"),
  };
  return problems.length > 0 ? err(new SettingsInvalidError(problems)) : ok(settings);
}

/** `cluster=secret`, or a bare secret that belongs to the default cluster. A secret may contain `=` itself. */
function secretsByCluster(
  entries: readonly string[],
  defaultCluster: string | undefined,
  problems: string[],
): ReadonlyMap<string, readonly string[]> {
  const secrets = new Map<string, readonly string[]>();
  if (entries.length === 0) {
    problems.push(
      "FLUX_WEBHOOK_SECRETS is missing: list cluster=secret, separated by commas; unsigned events are never accepted",
    );
  }
  for (const entry of entries) {
    const named = /^([a-z0-9][-a-z0-9.]*)=(.+)$/.exec(entry);
    const secret = named?.[2] ?? entry;
    const cluster = named?.[1] ?? defaultCluster;
    if (secret.length < MIN_SECRET || (named === null && entry.includes("="))) {
      problems.push(
        `FLUX_WEBHOOK_SECRETS has an entry that is not cluster=secret with a secret of at least ${MIN_SECRET} characters`,
      );
      continue;
    }
    if (cluster === undefined) {
      problems.push(
        "FLUX_WEBHOOK_SECRETS has a secret without a cluster: write cluster=secret, or name the cluster in CLUSTER",
      );
      continue;
    }
    secrets.set(cluster, [...(secrets.get(cluster) ?? []), secret]);
  }
  return secrets;
}

/** The address of a database may hold a password, so no message repeats it. */
function readLane(text: (name: string) => string | undefined, problems: string[]): LaneSettings {
  const url = text("DATABASE_URL");
  if (url === undefined) return { kind: "file", file: text("LANE_FILE") ?? "./lane.db" };
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: "", hostname: "" };
  if (!["postgres:", "postgresql:"].includes(protocol) || (hostname === "" && !url.includes("host="))) {
    problems.push("DATABASE_URL must be an address of Postgres: postgres://user:password@host:5432/database");
  }
  return { kind: "postgres", url };
}

function readAuth(text: (name: string) => string | undefined, problems: string[]): GitHubAuth {
  const [token, appId, privateKey] = [text("GITHUB_TOKEN"), text("GITHUB_APP_ID"), text("GITHUB_APP_PRIVATE_KEY")];
  if (appId === undefined || privateKey === undefined) {
    if (token === undefined) {
      problems.push(
        "GITHUB_TOKEN is missing, and so are GITHUB_APP_ID with GITHUB_APP_PRIVATE_KEY: give one of the two",
      );
    }
    return { token: token ?? "" };
  }
  const installation = text("GITHUB_APP_INSTALLATION_ID");
  if (installation !== undefined && !/^\d+$/.test(installation)) {
    problems.push("GITHUB_APP_INSTALLATION_ID must be a number; without it the installation is looked up");
  }
  // Keys in environment variables often carry their line ends as \n.
  const app = { appId, privateKey: privateKey.replaceAll("\\n", "\n") };
  if (!isPrivateKey(app.privateKey)) {
    problems.push("GITHUB_APP_PRIVATE_KEY must be the private key of the App: the whole PEM file that GitHub gave");
  }
  return installation === undefined ? app : { ...app, installationId: Number(installation) };
}

/** What is wrong with a key may quote it, so nothing is told. */
function isPrivateKey(text: string): boolean {
  try {
    createPrivateKey(text);
    return true;
  } catch {
    return false;
  }
}
