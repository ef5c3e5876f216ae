const GITHUB_API = "https://api.github.com";
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * Checks the base of the REST API, so that a wrong one fails at the start and not as a 404 of the first write.
 *
 * A server on this machine, such as the embedded GitHub, may be without `/api/v3`.
 *
 * @returns the base.
 * @throws TypeError that names the right form.
 * @see https://docs.github.com/enterprise-server/rest/using-the-rest-api/getting-started-with-the-rest-api
 * @see https://docs.github.com/enterprise-cloud@latest/rest/using-the-rest-api/getting-started-with-the-rest-api
 */
export function checkBaseUrl(baseUrl: string): string {
  if (!URL.canParse(baseUrl)) throw new TypeError(`baseUrl is no URL. Write ${GITHUB_API} or https://HOST/api/v3.`);
  const url = new URL(baseUrl);
  if (url.username !== "" || url.password !== "") {
    throw new TypeError("baseUrl holds credentials. Give them as auth, and the base without them.");
  }
  const right = rightForm(url);
  if (baseUrl !== right) throw new TypeError(`baseUrl is "${baseUrl}", which is not the REST API. Write "${right}".`);
  return baseUrl;
}

function rightForm({ protocol, hostname, host, origin, pathname }: URL): string {
  if (hostname === "github.com" || hostname === "www.github.com" || hostname === "api.github.com") return GITHUB_API;
  if (hostname.endsWith(".ghe.com")) return `https://${host.startsWith("api.") ? host : `api.${host}`}`;
  const path = pathname.replace(/\/+$/, "");
  if (LOOPBACK.test(hostname) && path === "") return origin;
  return `${protocol}//${host}/api/v3`;
}

/**
 * Returns the address of GitHub for people, without a slash at its end.
 *
 * `https://api.github.com` and `https://api.NAME.ghe.com` lose their `api.`, a GitHub Enterprise Server its `/api/v3`.
 *
 * @example
 * ```ts source="./base-url.examples.ts#webUrlOf_server"
 * const page = `${webUrlOf("https://github.example.com/api/v3")}/acme/shop/commit/${sha}`;
 * // https://github.example.com/acme/shop/commit/...
 * ```
 */
export function webUrlOf(apiUrl: string): string {
  return apiUrl
    .replace(/^(https?:\/\/)api\.(?=github\.com(?:\/|$)|[^/]+\.ghe\.com(?:\/|$))/, "$1")
    .replace(/(\/api\/v3)?\/*$/, "");
}

/** Returns the address of the GraphQL API that belongs to a base of the REST API. */
export function graphqlUrlOf(baseUrl: string): string {
  return `${baseUrl.replace(/\/api\/v3$/, "/api")}/graphql`;
}
