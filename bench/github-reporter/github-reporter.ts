import { benchAccept } from "./accept.ts";
import { benchCalls } from "./calls.ts";
import { benchDrain } from "./drain.ts";
import { benchLatency } from "./latency.ts";

/** What a deployment costs at GitHub, how fast events are stored, and how long it takes until GitHub shows them. */
export async function benchGitHubReporter(): Promise<void> {
  await benchCalls();
  await benchLatency();
  await benchAccept();
  await benchDrain();
}
