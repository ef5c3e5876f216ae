/** An image of the release: the name that the team gave it, and where its bytes are. */
export interface ImageReference {
  /** Name in the release, for example `cart`. Templates may write it instead of the repository. */
  readonly name: string;
  /** Repository with a tag, a digest or both, for example `ghcr.io/acme/cart:1.4.2@sha256:…`. */
  readonly reference: string;
}
