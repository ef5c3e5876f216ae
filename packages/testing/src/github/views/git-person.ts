import type { Person } from "../git/commit-object.ts";
import type { JsonObject } from "../http/request-body.ts";
import { timestamp } from "../timestamp.ts";

/** Shows an author or committer of a Git commit; GitHub gives all times in UTC. */
export function gitPerson(person: Person): JsonObject {
  return { name: person.name, email: person.email, date: timestamp(new Date(person.seconds * 1000)) };
}
