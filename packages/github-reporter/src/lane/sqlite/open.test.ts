import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { drivers, useLaneFiles } from "../../../fixtures/sqlite/lane-files.ts";
import type { SqliteDatabase } from "./driver.ts";
import { sqliteLane } from "./lane.ts";
import type { SqliteSource } from "./open.ts";

describe.each(drivers)("opening a lane by %s", (_name, openDatabase) => {
  const { path, open } = useLaneFiles(openDatabase);

  function openError(database: SqliteSource = () => openDatabase(path())): string {
    return sqliteLane({ database })._unsafeUnwrapErr().code;
  }

  it("refuses a second lane on the file, and lets it in once the first is closed", async () => {
    const lane = open();
    expect(openError()).toBe("LANE_IN_USE");
    expect((await lane.put({ id: "1", key: "a", group: "g", body: "text" }))._unsafeUnwrap()).toBe("stored");
    await lane.close();
    expect((await open().pending())._unsafeUnwrap()).toBe(1);
  });

  it("leaves a database open that it did not open, and gives up its lock", async () => {
    const database = openDatabase(path());
    const lane = open({ database });
    await lane.close();
    expect(database.prepare("SELECT 1 AS one").get()).toMatchObject({ one: 1 });
    open();
    database.close();
  });

  it("refuses a file that is no database, or another program's", () => {
    writeFileSync(path(), "name,age\n".repeat(1_000));
    expect(openError()).toBe("LANE_UNREADABLE");
    const other = openDatabase(path("other.db"));
    other.exec("CREATE TABLE customers (name TEXT)");
    other.close();
    expect(openError(() => openDatabase(path("other.db")))).toBe("LANE_UNREADABLE");
  });

  it("refuses a file of a later version", async () => {
    await open().close();
    const database = openDatabase(path());
    database.exec("PRAGMA user_version = 99");
    database.close();
    expect(openError()).toBe("LANE_TOO_NEW");
  });

  it("says that a folder is missing, and that memory is no storage", () => {
    expect(openError(() => openDatabase(path(join("missing", "lane.db"))))).toBe("LANE_UNAVAILABLE");
    expect(openError(() => openDatabase(":memory:"))).toBe("LANE_UNAVAILABLE");
  });

  it("finds everything by an index, however much waits", () => {
    const statements: string[] = [];
    const plain = openDatabase(path());
    const database: SqliteDatabase = {
      exec: (sql) => plain.exec(sql),
      prepare: (sql) => {
        statements.push(sql);
        return plain.prepare(sql);
      },
      close: () => plain.close(),
    };
    open({ database });
    const plans = statements
      .filter((sql) => /^(SELECT|UPDATE|DELETE|INSERT)/.test(sql) && !sql.includes("sqlite_schema"))
      .flatMap((sql) => {
        const steps = plain.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...(sql.match(/\?/g) ?? []).map(() => 1));
        return (steps as { detail: string }[]).map(({ detail }) => ({ sql, detail }));
      });
    // The groups are few, what waits is counted once, and the newest dead letters are the end of an index.
    const known = [
      /FROM groups$/,
      /^SELECT count\(\*\) AS n FROM items WHERE state = 0$/,
      /ORDER BY ended_at DESC.* LIMIT/,
    ];
    const scans = plans.filter(({ sql, detail }) => detail.includes("SCAN") && !known.some((one) => one.test(sql)));
    expect(scans).toEqual([]);
    expect(plans.filter(({ detail }) => detail.includes("TEMP B-TREE"))).toEqual([]);
    expect(plans.length).toBeGreaterThan(15);
    plain.close();
  });
});
