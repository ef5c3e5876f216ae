import { afterAll, beforeAll, describe } from "vitest";

import type { Postgres } from "./postgres.ts";
import { startPostgres } from "./postgres.ts";
import { proveLaws } from "./prove.ts";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

describe.skipIf(major < 22 || (major === 22 && minor < 12))("pgBossLane, for pg-boss needs Node 22.12 or later", () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
    process.env["LANES_POSTGRES"] = postgres.url;
  }, 60_000);
  afterAll(async () => {
    await postgres.remove();
  });

  proveLaws("pgboss.ts");
});
