import { accounts } from "./accounts.ts";
import { createExpectations } from "./expectations.ts";
import { finalChecks } from "./final-checks.ts";
import { repositories } from "./shop.ts";
import { setStage } from "./stage.ts";
import { badRelease, goodRelease, opening } from "./story.ts";
import { createTimeline } from "./timeline.ts";

const write = (line: string): void => void process.stdout.write(`${line}\n`);
const isColoured = process.stdout.isTTY && process.env["NO_COLOR"] === undefined;
const timeline = createTimeline(write, isColoured);
const expectations = createExpectations();

timeline.chapter("The shop: two services, three environments, four clusters");
const losesAnswers = process.argv.includes("--lose-answers");
const stage = await setStage({ timeline, expectations, losesAnswers });
try {
  for (const chapter of [opening, goodRelease, badRelease, finalChecks]) await chapter(stage);
} catch (error) {
  expectations.check(error instanceof Error ? error.message : String(error), false);
  for (const line of stage.connector.log.slice(-30)) process.stderr.write(`connector: ${line}\n`);
}

const { kept, broken } = expectations;
write(`\n${kept.length} expectations met, ${broken.length} missed`);
for (const expectation of broken) write(`  missed: ${expectation}`);
if (broken.length > 0) process.exitCode = 1;

if (process.argv.includes("--serve")) {
  write("\nEverything keeps running until you press Ctrl-C:");
  for (const repository of Object.values(repositories))
    write(`  GitHub             ${stage.github.webUrl}/${repository}`);
  write(`  connector metrics  ${stage.connector.url}/metrics`);
  for (const repository of Object.values(repositories))
    write(`  git clone          ${stage.github.gitUrl(repository)}`);
  write(`  to push or approve: token ${accounts.approver.token} of ${accounts.approver.login}`);
  process.once("SIGINT", () => void stage.close());
} else {
  await stage.close();
}
