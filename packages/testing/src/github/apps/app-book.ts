import { createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";

import type { Account, AccountOptions } from "../account.ts";
import { ApiProblem, notFound, unprocessable } from "../http/api-problem.ts";
import type { App, AppOptions, Installation, Permissions } from "./app.ts";
import { issuerOf, undecodable, verifyJsonWebToken } from "./json-web-token.ts";

const HOUR_MS = 3_600_000;

/** What an App asks of an installation token. */
export interface TokenRequest {
  readonly installationId: number;
  /** Names of repositories without the owner; default all of the installation. */
  readonly repositories: readonly string[] | undefined;
  /** Default all of the App. */
  readonly permissions: Permissions | undefined;
}

/** A minted token. */
export interface InstallationToken {
  readonly token: string;
  /** RFC 3339. */
  readonly expiresAt: string;
  readonly installation: Installation;
  readonly permissions: Permissions;
}

/** The registered Apps and the tokens that they asked for. */
export interface AppBook {
  readonly all: readonly App[];
  add(options: AppOptions): App;
  /** Finds the App that signed a JSON web token; 401 when none did. */
  bySignature(jsonWebToken: string): App;
  mint(app: App, request: TokenRequest): InstallationToken;
  /** Finds the account that a minted token stands for; 401 when it has expired. */
  accountOf(token: string): Account | undefined;
}

export interface AppBookOptions {
  readonly nextId: () => number;
  readonly now: () => Date;
  readonly addAccount: (account: AccountOptions) => Account;
  /** Tells whether a repository exists. */
  readonly hasRepository: (owner: string, name: string) => boolean;
}

export function createAppBook({ nextId, now, addAccount, hasRepository }: AppBookOptions): AppBook {
  const apps: { readonly app: App; readonly publicKey: string; readonly account: Account }[] = [];
  const tokens = new Map<string, { readonly account: Account; readonly expiresAt: number }>();

  return {
    get all() {
      return apps.map(({ app }) => app);
    },
    add({ slug, permissions, events = [], installedOn }) {
      const { privateKey } = generateKeyPairSync("rsa", {
        modulusLength: 2048,
        privateKeyEncoding: { type: "pkcs1", format: "pem" },
        publicKeyEncoding: { type: "spki", format: "pem" },
      });
      const login = `${slug}[bot]`;
      const id = nextId();
      const installations = toInstallations(installedOn, nextId);
      const app = { id, clientId: `Iv23li${id}`, slug, login, permissions, events, privateKey, installations };
      const publicKey = createPublicKey(privateKey).export({ type: "spki", format: "pem" }).toString();
      // Nobody signs in with this token: an App has none of its own.
      const account = addAccount({ login, token: randomBytes(20).toString("hex"), permissions: {} });
      apps.push({ app, publicKey, account });
      return app;
    },
    bySignature(jsonWebToken) {
      const issuer = issuerOf(jsonWebToken);
      const found = apps.find(({ app }) => issuer === String(app.id) || issuer === app.clientId);
      if (found === undefined) throw undecodable();
      // Whoever signs takes the time of the machine, whatever time this GitHub lives in.
      verifyJsonWebToken(jsonWebToken, found.publicKey, Date.now() / 1000);
      return found.app;
    },
    mint(app, { installationId, repositories, permissions = app.permissions }) {
      const installation = app.installations.find(({ id }) => id === installationId);
      const account = apps.find((entry) => entry.app === app)?.account;
      if (installation === undefined || account === undefined) throw notFound();
      requireSubset(app.permissions, permissions);
      const granted = repositories?.map((name) => name.toLowerCase()) ?? installation.repositories;
      const outside = granted?.find(
        (name) => installation.repositories?.includes(name) === false || !hasRepository(installation.owner, name),
      );
      if (outside !== undefined) {
        throw unprocessable(
          "There is at least one repository that does not exist or is not accessible to the parent installation.",
        );
      }
      // Since April 2026 a token embeds a JSON web token: https://docs.github.com/rest/apps/apps
      const part = (): string => randomBytes(24).toString("base64url");
      const token = `ghs_${app.id}_eyJ${part()}.${part()}.${part()}`;
      const expiresAt = now().getTime() + HOUR_MS;
      const reach = { owner: installation.owner, repositories: granted };
      tokens.set(token, { account: { ...account, token, permissions, reach }, expiresAt });
      return { token, expiresAt: new Date(expiresAt).toISOString(), installation, permissions };
    },
    accountOf(token) {
      const minted = tokens.get(token);
      if (minted !== undefined && minted.expiresAt <= now().getTime()) throw new ApiProblem(401, "Bad credentials");
      return minted?.account;
    },
  };
}

function toInstallations(places: readonly string[], nextId: () => number): readonly Installation[] {
  const owners = [...new Set(places.map((place) => place.split("/")[0] ?? ""))];
  return owners.map((owner) => {
    const ofOwner = places.filter((place) => place === owner || place.startsWith(`${owner}/`));
    const names = ofOwner.map((place) => place.slice(owner.length + 1).toLowerCase());
    return { id: nextId(), owner, repositories: ofOwner.includes(owner) ? undefined : names };
  });
}

function requireSubset(granted: Permissions, wanted: Permissions): void {
  for (const [name, access] of Object.entries(wanted)) {
    const isGranted = granted[name] === "write" || granted[name] === access;
    if (!isGranted) throw unprocessable("The permissions requested are not granted to this installation.");
  }
}
