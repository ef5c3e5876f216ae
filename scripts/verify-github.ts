// Tries on github.com what docs/embedded-github.md lists as known from documentation or threads only.
//
//   GITHUB_TOKEN=... SANDBOX_REPO=owner/sandbox npm run verify:github
//
// The token is that of a person who may write; the repository needs at least one commit. It takes some minutes, because
// GitHub asks for a second between writes. Everything is made on branches, environments and labels of its own names
// and removed afterwards; commit statuses and dispatches cannot be removed. GITHUB_API_URL names another GitHub.
import { runProbe, type Finding } from "./verify-github/probe.ts";
import { probes } from "./verify-github/probes.ts";
import { createRest } from "./verify-github/rest.ts";
import { openSandbox } from "./verify-github/sandbox.ts";

const { GITHUB_TOKEN: token, SANDBOX_REPO: repository, GITHUB_API_URL: url = "https://api.github.com" } = process.env;
const skipped = reasonToSkip();
if (skipped === undefined) process.exitCode = await verify(token ?? "", repository ?? "");
else console.log(`Skipped ${probes.length} behaviours: ${skipped}`);

function reasonToSkip(): string | undefined {
  if (!token) return "GITHUB_TOKEN is not set";
  if (!repository) return "SANDBOX_REPO is not set; it names a repository that may be changed, as owner/name";
  const [owner, name, ...rest] = repository.split("/");
  if (!owner || !name || rest.length > 0) return `SANDBOX_REPO is "${repository}", which is not owner/name`;
  if (!name.includes("sandbox")) return `${repository} is refused, because its name does not contain "sandbox"`;
  return undefined;
}

async function verify(account: string, fullName: string): Promise<number> {
  const [owner, repo] = fullName.split("/");
  const rest = createRest({ url, token: account, defaults: { owner, repo } });
  const { sandbox, clean } = await openSandbox(rest);
  let differing = 0;
  try {
    for (const probe of probes) {
      const finding = await runProbe(sandbox, probe);
      if (!finding.isAsExpected) differing += 1;
      console.log(toText(finding));
    }
  } finally {
    for (const failure of await clean()) console.error(failure);
  }
  console.log(`\n${probes.length - differing} as expected, ${differing} different`);
  return differing > 0 ? 1 : 0;
}

function toText({ probe, isAsExpected, observed }: Finding): string {
  if (isAsExpected) return `as expected  ${probe.behaviour}`;
  const indent = " ".repeat("as expected  ".length);
  return [
    `differs      ${probe.behaviour}`,
    `${indent}expected ${JSON.stringify(probe.expected)}`,
    `${indent}observed ${JSON.stringify(observed)}`,
    `${indent}known from ${probe.source}`,
  ].join("\n");
}
