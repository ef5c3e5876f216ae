/** Permissions as GitHub names them, e.g. `{ statuses: "write", contents: "read" }`. */
export type Permissions = Readonly<Record<string, "read" | "write">>;

/** A GitHub App to be registered and installed. */
export interface AppOptions {
  /** Name in addresses; its login is `<slug>[bot]`. */
  readonly slug: string;
  /** Permissions of every installation. */
  readonly permissions: Permissions;
  /** Events that it subscribes to; default none. Deliveries come from `addWebhook` alone. */
  readonly events?: readonly string[];
  /** Where it is installed: owners, or `owner/name` for single repositories; one installation for each owner. */
  readonly installedOn: readonly string[];
}

/** One installation of an App. */
export interface Installation {
  /** Numeric id. */
  readonly id: number;
  /** Owner that it is installed for. */
  readonly owner: string;
  /** Names of the repositories, in lower case and without the owner; undefined for all of the owner. */
  readonly repositories: readonly string[] | undefined;
}

/** A registered App. */
export interface App {
  /** Numeric id, which its JSON web tokens name as their issuer. */
  readonly id: number;
  /** The other name that they may name. */
  readonly clientId: string;
  /** Name in addresses. */
  readonly slug: string;
  /** Login under which it writes. */
  readonly login: string;
  /** Permissions of every installation. */
  readonly permissions: Permissions;
  /** Events that it subscribes to. */
  readonly events: readonly string[];
  /** Private key, PEM; made for this App. */
  readonly privateKey: string;
  /** Its installations. */
  readonly installations: readonly Installation[];
}
