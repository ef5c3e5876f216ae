import { createHash, createPrivateKey } from "node:crypto";

/** Names a GitHub App, and where it acts. */
export interface AppAuth {
  /** Id or client id of the GitHub App. */
  readonly appId: number | string;
  /** Private key of the App, PEM. */
  readonly privateKey: string;
  /** Installation to act as; without it the client can only ask for the App and its installations. */
  readonly installationId?: number | undefined;
}

/** Names the credentials of a client. */
export type GitHubAuth =
  | {
      /** Personal access token, installation token, or the `GITHUB_TOKEN` of a workflow; of any length. */
      readonly token: string;
    }
  | AppAuth;

/**
 * Refuses a private key that is none: no request could be signed with it, and waiting would not help.
 *
 * @throws TypeError, which does not repeat the key.
 */
export function checkPrivateKey(auth: GitHubAuth): void {
  if ("token" in auth) return;
  try {
    createPrivateKey(auth.privateKey);
  } catch {
    // What is wrong with it might quote it.
    throw new TypeError(
      `The private key of the App ${auth.appId} cannot be read. Give the whole PEM file that GitHub made, with its line ends.`,
    );
  }
}

/** Names the limiter of a set of credentials: by default all clients of a process share one. */
export function limiterId(auth: GitHubAuth, baseUrl: string): string {
  const who = "token" in auth ? auth.token : `app/${auth.appId}/${auth.installationId ?? ""}`;
  return createHash("sha256").update(`${baseUrl}\n${who}`).digest("hex");
}

/** Lists what must never be shown, in every form in which it may be quoted; a private key also by its lines. */
export function secretsOf(auth: GitHubAuth): readonly string[] {
  const secrets = "token" in auth ? [auth.token] : [auth.privateKey, ...linesOf(auth.privateKey)];
  return secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
}

function linesOf(privateKey: string): readonly string[] {
  return privateKey.split(/\r?\n|\\n/).filter((line) => line.length >= 16 && !line.startsWith("-----"));
}
