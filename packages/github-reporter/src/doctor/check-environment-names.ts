import { fine, problem, type Finding } from "./finding.ts";

// https://docs.github.com/actions/how-tos/deploy/configure-and-manage-deployments/manage-environments
const LONGEST_NAME = 255;

/** Finds names of environments that GitHub takes for one, or does not take. */
export function checkEnvironmentNames(environments: readonly string[]): readonly Finding[] {
  if (environments.length === 0) return [];
  const clashes = environments.flatMap((name, index) => {
    const first = environments.findIndex((other) => other.toLowerCase() === name.toLowerCase());
    if (first === index) return [];
    const message = `The environments ${environments[first] ?? ""} and ${name} are one to GitHub, which ignores their case.`;
    return [problem("environments", message, "Rename one of them.")];
  });
  const long = environments
    .filter((name) => name.length > LONGEST_NAME || name === "")
    .map((name) => {
      const message = `The name of the environment ${name.slice(0, 40)}… has ${name.length} characters.`;
      return problem("environments", message, `Give it 1 to ${LONGEST_NAME}.`);
    });
  const found = [...clashes, ...long];
  return found.length > 0 ? found : [fine("environments", `GitHub tells ${environments.join(", ")} apart.`)];
}
