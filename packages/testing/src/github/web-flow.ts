import { personAt, type Person } from "./git/commit-object.ts";

/** Who commits what GitHub itself makes: https://github.com/web-flow */
export function webFlow(now: Date): Person {
  return personAt("GitHub", "noreply@github.com", now);
}
