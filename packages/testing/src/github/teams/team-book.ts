import type { Account } from "../account.ts";
import type { CreateTeamOptions, Team } from "./team.ts";

/** The teams of all organisations; names are case-insensitive. */
export interface TeamBook {
  create(fullName: string, options: CreateTeamOptions): Team;
  bySlug(organization: string, slug: string): Team | undefined;
}

export function createTeamBook(nextId: () => number, findAccount: (login: string) => Account | undefined): TeamBook {
  const teams = new Map<string, Team>();
  return {
    create(fullName, { members, name, description }) {
      const [, organization, slug] = /^([a-z\d][\w.-]*)\/([a-z\d][\w-]*)$/i.exec(fullName) ?? [];
      if (organization === undefined || slug === undefined) {
        throw new TypeError(`A team is named "organization/slug", not "${fullName}".`);
      }
      const key = fullName.toLowerCase();
      if (teams.has(key)) throw new Error(`The team ${fullName} exists already.`);
      const team: Team = {
        id: nextId(),
        organization,
        slug,
        name: name ?? slug,
        description: description ?? null,
        members: members.map((login) => {
          const account = findAccount(login);
          if (account === undefined) throw new TypeError(`There is no account ${login} to be in ${fullName}.`);
          return account.login;
        }),
      };
      teams.set(key, team);
      return team;
    },
    bySlug: (organization, slug) => teams.get(`${organization}/${slug}`.toLowerCase()),
  };
}
