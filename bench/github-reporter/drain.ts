import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { createReporter, type ReporterItem, standAlone } from "@gitops/github-reporter";
import { sqliteLane } from "@gitops/github-reporter/lane-sqlite";

import { sqliteDriver } from "../sqlite-driver.ts";
import { BOT, clientOf, fluxEvent, itemOf, MANIFESTS, openShop } from "./shop.ts";

const OUTAGE_MS = 20_000;
const OBJECTS = 300;
/** Events an object: progress, then success and its heartbeats. */
const EVENTS = 4;
const PATIENCE_MS = 60_000;

/** Lets GitHub fail for a while, during which every event is taken, and counts what is written when it is back. */
export async function benchDrain(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-lane-"));
  const { github, introduced } = await openShop();
  try {
    const open = await sqliteDriver();
    const lane = sqliteLane<ReporterItem>({ database: () => open(join(folder, "lane.db")) })._unsafeUnwrap();
    const reporter = createReporter({
      client: clientOf(github),
      lane,
      identity: { logins: [BOT] },
      resolveTarget: standAlone({ repository: MANIFESTS }),
      dispatch: false,
    });
    const running = await reporter.run();
    const before = github.calls.length;
    const end = github.faults.add({ fault: "connection-reset", when: "before", times: Infinity });
    const start = performance.now();
    for (let second = 1; second <= EVENTS; second++) {
      for (let object = 0; object < OBJECTS; object++) {
        const says = second === 1 ? "progressing" : "succeeded";
        const body = fluxEvent(says, { revision: introduced, second, name: `app-${object}` });
        const item = itemOf(body, "prod", "").body;
        const id = `${object}/${second}`;
        if ("event" in item) (await reporter.accept(item.event, { cluster: "prod", id }))._unsafeUnwrap();
      }
      await sleep(Math.max(0, start + (second * OUTAGE_MS) / EVENTS - performance.now()));
    }
    end();
    const back = performance.now();
    let pending = (await lane.pending())._unsafeUnwrap();
    const waiting = pending;
    while (pending > 0 && performance.now() - back < PATIENCE_MS) {
      await sleep(50);
      pending = (await lane.pending())._unsafeUnwrap();
    }
    const seconds = (performance.now() - back) / 1000;
    await running.stop();
    await lane.close();

    const calls = github.calls.slice(before);
    const writes = calls.filter(({ method, status }) => method === "POST" && status === 201).length;
    if (writes !== OBJECTS || pending > 0) process.exitCode = 1;
    console.log(`\nAfter ${OUTAGE_MS / 1000} s in which GitHub broke every connection`);
    const rows: readonly (readonly [string, number | string])[] = [
      ["events accepted meanwhile", OBJECTS * EVENTS],
      ["of them waiting when GitHub was back", waiting],
      ["contexts whose truth changed", OBJECTS],
      ["writes", writes],
      ["reads", calls.filter(({ method, status }) => method === "GET" && status < 300).length],
      ["calls that failed", calls.filter(({ status }) => status >= 500).length],
      ["still waiting in the end", pending],
      ["seconds until nothing was left", seconds.toFixed(1)],
    ];
    for (const [name, value] of rows) console.log(`${name.padEnd(52)}${String(value).padStart(9)}`);
  } finally {
    await github.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
