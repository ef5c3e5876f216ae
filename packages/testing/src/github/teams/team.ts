/** Options of `createTeam`. */
export interface CreateTeamOptions {
  /** Logins of its members; they are accounts already. */
  readonly members: readonly string[];
  /** Name for people; default the slug. */
  readonly name?: string;
  /** Default none. */
  readonly description?: string;
}

/** A team of an organisation. */
export interface Team {
  /** Numeric id. */
  readonly id: number;
  /** Organisation: the owner of repositories. */
  readonly organization: string;
  /** Name in addresses. */
  readonly slug: string;
  /** Name for people. */
  readonly name: string;
  /** Null unless it was given. */
  readonly description: string | null;
  /** Logins of its members. */
  readonly members: readonly string[];
}
