/** An image of the release: the name that the team gave it, and where its bytes are. */
export interface ImageReference {
  /** Name in the release, for example `cart`. Templates may write it instead of the repository. */
  readonly name: string;
  /** Repository with a tag, a digest or both, for example `ghcr.io/acme/cart:1.4.2@sha256:…`. */
  readonly reference: string;
}

/** The parts of an image reference. */
export interface ImageParts {
  /** Registry and path as they are written, for example `ghcr.io/acme/cart`. */
  readonly repository: string;
  /** Tag, if any. */
  readonly tag: string | undefined;
  /** Digest with its algorithm, if any: only a digest always means the same bytes. */
  readonly digest: string | undefined;
}

const REGISTRY = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9a-fA-F:]+\])(?::[0-9]+)?$/;
const COMPONENT = /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
const DOCKER_HUB = "docker.io";

/**
 * Reads an image reference; gives undefined for a text that is none.
 *
 * @see https://github.com/distribution/reference/blob/main/reference.go
 */
export function parseImage(reference: string): ImageParts | undefined {
  const at = reference.indexOf("@");
  const digest = at < 0 ? undefined : reference.slice(at + 1);
  const tagged = at < 0 ? reference : reference.slice(0, at);
  // A colon in front of the last slash belongs to the port of the registry.
  const colon = tagged.indexOf(":", tagged.lastIndexOf("/") + 1);
  const tag = colon < 0 ? undefined : tagged.slice(colon + 1);
  const repository = colon < 0 ? tagged : tagged.slice(0, colon);
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  if (digest !== undefined && !DIGEST.test(digest)) return undefined;
  const { registry, path } = splitRepository(repository);
  const valid = REGISTRY.test(registry) && path.split("/").every((component) => COMPONENT.test(component));
  return valid ? { repository, tag, digest } : undefined;
}

/** Writes a repository in full, so that `nginx` and `docker.io/library/nginx` are equal. */
export function normalizeRepository(repository: string): string {
  const { registry, path } = splitRepository(repository);
  return `${registry}/${path}`;
}

function splitRepository(repository: string): { readonly registry: string; readonly path: string } {
  const slash = repository.indexOf("/");
  const first = repository.slice(0, Math.max(slash, 0));
  const named = first === "localhost" || /[.:]/.test(first);
  const registry = !named || first === "index.docker.io" ? DOCKER_HUB : first;
  const path = named ? repository.slice(slash + 1) : repository;
  return { registry, path: registry === DOCKER_HUB && !path.includes("/") ? `library/${path}` : path };
}
