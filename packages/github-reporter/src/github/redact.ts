// ghp, gho, ghu, ghs, ghr, ghv: classic, OAuth, user, server, refresh and new server tokens. Since April 2026 a server
// token embeds a JWT and has no fixed length.
const TOKEN = /\bgh[a-z]_[A-Za-z0-9_.-]+|\bgithub_pat_[A-Za-z0-9_]+|\bv1\.[0-9a-f]{40}\b/g;
const JWT = /\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g;
const CREDENTIALS_IN_URL = /(https?:\/\/)[^\s/@]+@/g;
const AUTHORIZATION = /\b(bearer|token|basic)\s+[A-Za-z0-9._~+/=-]{16,}/gi;

/**
 * Removes GitHub tokens, JSON web tokens and credentials in URLs from a text.
 *
 * @see https://docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats
 */
export function redactTokens(text: string): string {
  return text
    .replace(CREDENTIALS_IN_URL, "$1[redacted]@")
    .replace(TOKEN, "[redacted]")
    .replace(JWT, "[redacted]")
    .replace(AUTHORIZATION, "$1 [redacted]");
}
