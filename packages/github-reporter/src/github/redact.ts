// ghp, gho, ghu, ghs, ghr, ghv: classic, OAuth, user, server, refresh and new server tokens. Since April 2026 a server
// token embeds a JWT and has no fixed length.
// A token may stand behind an encoded blank, %20.
const TOKEN = /(?:\b|(?<=%[0-9a-f]{2}))(?:gh[a-z]_[A-Za-z0-9_.-]+|github_pat_[A-Za-z0-9_]+|v1\.[0-9a-f]{40}\b)/gi;
// No header is longer; without a limit, a text full of beginnings would take for ever.
const JWT = /(?:\b|(?<=%[0-9A-Fa-f]{2}))eyJ[A-Za-z0-9_-]{1,1024}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g;
// Line ends may be escaped, and a text may be cut before the end of the key.
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:[^-]|-(?!----END))*(?:-----END [A-Z ]*PRIVATE KEY-----)?/g;
// A password may have an @ of its own.
const CREDENTIALS_IN_URL = /(:\/\/)[^\s/"']+@/g;
const SECRET_IN_QUERY = /([?&](?:access_token|token|client_secret)=)[^&\s"']+/gi;
const AUTHORIZATION_HEADER = /(\bauthorization["']?\s*[:=]\s*["']?)(?:(bearer|token|basic)\s+)?[^\s"',}]+/gi;
const AUTHORIZATION = /\b(bearer|token|basic)\s+[A-Za-z0-9._~+/=-]{16,}/gi;

const REDACTED = "[redacted]";
// A shorter one would be found in every other word.
const SHORTEST_SECRET = 8;

/**
 * Removes GitHub tokens, JSON web tokens, private keys, Authorization headers and credentials in URLs from a text.
 *
 * @see https://docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats
 */
export function redactTokens(text: string): string {
  return text
    .replace(PRIVATE_KEY, REDACTED)
    .replace(CREDENTIALS_IN_URL, `$1${REDACTED}@`)
    .replace(SECRET_IN_QUERY, `$1${REDACTED}`)
    .replace(TOKEN, REDACTED)
    .replace(JWT, REDACTED)
    .replace(AUTHORIZATION_HEADER, (_match, head: string, scheme: string | undefined) =>
      [head, scheme === undefined ? "" : `${scheme} `, REDACTED].join(""),
    )
    .replace(AUTHORIZATION, `$1 ${REDACTED}`);
}

/** Removes the given secrets as well, whatever they look like. */
export function redactAll(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .reduce((redacted, secret) => redacted.replaceAll(secret, REDACTED), redactTokens(text));
}
