import type { SqliteDatabase } from "@gitops/github-reporter/lane-sqlite";

/** SQLite of Node where it has one, else libsql. */
export async function sqliteDriver(): Promise<(file: string) => SqliteDatabase> {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 13)) {
    const { DatabaseSync } = await import("node:sqlite");
    return (file) => new DatabaseSync(file);
  }
  const { default: Database } = await import("libsql");
  return (file) => new Database(file);
}
