import type { OpenLane } from "@gitops/github-reporter/testing";

import { pgBossLane } from "@gitops/github-reporter/lane-pgboss";
import { PgBoss } from "pg-boss";

export const openLane: OpenLane = async ({ storage, capacity }) => {
  const watch = { superviseIntervalSeconds: 1, monitorIntervalSeconds: 1 };
  const boss = new PgBoss({ connectionString: process.env["LANES_POSTGRES"] ?? "", schedule: false, ...watch });
  boss.on("error", () => undefined);
  await boss.start();
  const lane = await pgBossLane<unknown>({ boss, name: storage, ...(capacity !== undefined && { capacity }) });
  return lane.match(
    (opened) => ({
      ...opened,
      close: async () => {
        await opened.close();
        await boss.stop();
      },
    }),
    (error) => {
      throw error;
    },
  );
};
