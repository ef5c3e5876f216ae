import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A bare repository on disk for the tests of the player, and a working copy to push from. */
export interface TestRepository {
  /** Address that git can fetch from. */
  readonly url: string;
  /** Makes the files the whole content of `main`, and pushes; gives the id of the commit. */
  push(files: Readonly<Record<string, string>>, subject?: string): string;
  /** Moves `main` to a commit that was pushed before. */
  moveBack(sha: string): void;
  /** Removes everything. */
  remove(): void;
}

/** Creates a repository with git itself. */
export function createTestRepository(): TestRepository {
  const directory = mkdtempSync(join(tmpdir(), "flux-player-test-"));
  const bare = join(directory, "manifests.git");
  const copy = join(directory, "copy");
  const git = (...args: string[]) => execFileSync("git", args, { env: ENVIRONMENT, encoding: "utf8" }).trim();
  git("init", "--quiet", "--bare", "--initial-branch=main", bare);
  git("init", "--quiet", "--initial-branch=main", copy);

  return {
    url: `file://${bare}`,
    push: (files, subject = "Update the manifests") => {
      git("-C", copy, "rm", "-rfq", "--ignore-unmatch", ".");
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(copy, path)), { recursive: true });
        writeFileSync(join(copy, path), content);
      }
      git("-C", copy, "add", "--all");
      git("-C", copy, "commit", "--quiet", "--allow-empty", "--message", subject);
      git("-C", copy, "push", "--quiet", "--force", bare, "main");
      return git("-C", copy, "rev-parse", "HEAD");
    },
    moveBack: (sha) => {
      git("-C", copy, "push", "--quiet", "--force", bare, `${sha}:refs/heads/main`);
    },
    remove: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const ENVIRONMENT = {
  PATH: process.env["PATH"],
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.com",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.com",
};
