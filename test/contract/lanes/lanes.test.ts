import { isBuiltin } from "node:module";

import { describe } from "vitest";

import { proveLaws } from "./prove.ts";

describe("memoryLane", () => {
  proveLaws("memory.ts", { without: ["durability"] });
});

describe("sqliteLane on libsql", () => {
  proveLaws("libsql.ts");
});

describe.skipIf(!isBuiltin("node:sqlite"))("sqliteLane on node:sqlite, which Node has from 22.13 on", () => {
  proveLaws("node-sqlite.ts");
});
