import { createReporter, memoryLane, type ReporterItem } from "@gitops/github-reporter";

import { BOT, clientOf, fluxEvent, itemOf, openShop, resolverOf } from "./shop.ts";

const LATENCY_MS = 80;

/** Measures how long GitHub takes to show an event, when each call takes as long as one to github.com. */
export async function benchLatency(): Promise<void> {
  const { github, introduced } = await openShop();
  try {
    github.faults.add({ fault: "latency", milliseconds: LATENCY_MS, times: Infinity });
    const lane = memoryLane<ReporterItem>();
    const moments = new Map<string, number>();
    let handled = (): void => undefined;
    const reporter = createReporter({
      client: clientOf(github),
      lane,
      identity: { logins: [BOT] },
      resolveTarget: resolverOf(["prod"]),
      observer: (event) => {
        if (event.code === "status") moments.set(event.context, performance.now());
        if (event.code === "handled") handled();
      },
    });
    const running = await reporter.run();
    console.log(
      `\nFrom the event to GitHub, one target, everything on, ${LATENCY_MS} ms a call, calls one after the other`,
    );
    console.log(
      `${"".padEnd(40)}${["ms", "calls", "ms: all", "calls: all"].map((title) => title.padStart(11)).join("")}`,
    );

    const rows = [
      ["progressing, the first event of a commit", "progressing", 1],
      ["succeeded", "succeeded", 2],
      ["heartbeat", "succeeded", 600],
    ] as const;
    for (const [name, says, second] of rows) {
      const before = github.calls.length;
      moments.clear();
      const done = new Promise<void>((resolve) => (handled = resolve));
      const start = performance.now();
      const { body } = itemOf(fluxEvent(says, { revision: introduced, second }), "prod", name);
      if ("event" in body) (await reporter.accept(body.event, { cluster: "prod", id: name }))._unsafeUnwrap();
      await done;
      const total = performance.now() - start;
      const shown = (moments.get("gitops/prod/cart/prod") ?? Number.NaN) - start;
      const calls = github.calls.slice(before);
      const until = calls.findIndex(({ method }) => method === "POST") + 1;
      const columns = [shown.toFixed(0), until === 0 ? "-" : String(until + 1), total.toFixed(0), String(calls.length)];
      console.log(`${name.padEnd(40)}${columns.map((column) => column.padStart(11)).join("")}`);
    }
    console.log("ms: until the status of the target is listed; all: until nothing is left to do");
    await running.stop();
    await lane.close();
  } finally {
    await github.close();
  }
}
