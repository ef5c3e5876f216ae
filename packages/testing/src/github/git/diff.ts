import type { GitRepository } from "./git-repository.ts";

/** One file that differs between two trees, as GitHub counts it. */
export interface ChangedFile {
  readonly path: string;
  readonly previousPath: string | undefined;
  readonly status: "added" | "removed" | "modified" | "renamed" | "changed";
  /** Id of the blob after the change; before it for removed files. */
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
  /** Unified diff without file headers; undefined for binary files and pure renames. */
  readonly patch: string | undefined;
}

/** The tree without any entry, which every Git knows. */
const EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/** Compares two commits or trees with Git's own diff and rename detection. */
export async function changedFiles(
  git: GitRepository,
  before: string | undefined,
  after: string,
): Promise<readonly ChangedFile[]> {
  const trees = [before ?? EMPTY_TREE, after];
  if (before === undefined) git.objects.writeTree([]);
  const format = ["-r", "-M", "--raw", "--numstat", "-z", "--abbrev=40", "--full-index"];
  const listed = await git.ask(["diff-tree", ...format, ...trees]);
  const patched = await git.ask(["diff-tree", "-r", "-M", "-p", "--full-index", ...trees]);
  const { changes, counts } = readListing(listed.stdout.toString("utf8"));
  const patches = splitPatches(patched.stdout.toString("utf8"));
  return changes.map((change, index) => ({
    ...change,
    ...(counts[index] ?? { additions: 0, deletions: 0 }),
    patch: patches[index],
  }));
}

type Change = Pick<ChangedFile, "path" | "previousPath" | "status" | "sha">;
type Counts = Pick<ChangedFile, "additions" | "deletions">;

// With -z: all raw entries ":modes shas status NUL path NUL [path NUL]", then all counts "added TAB deleted TAB path NUL".
function readListing(output: string): { readonly changes: readonly Change[]; readonly counts: readonly Counts[] } {
  const fields = output.split("\0");
  const changes: Change[] = [];
  const counts: Counts[] = [];
  let at = 0;
  const next = (): string => fields[at++] ?? "";
  while (at < fields.length) {
    const field = next();
    if (field.startsWith(":")) {
      const [beforeMode = "", afterMode = "", beforeSha = "", afterSha = "", letter = ""] = field.slice(1).split(" ");
      const first = next();
      const renamed = letter.startsWith("R");
      changes.push({
        path: renamed ? next() : first,
        previousPath: renamed ? first : undefined,
        status: statusOf(letter, beforeMode !== afterMode && beforeSha === afterSha),
        sha: letter === "D" ? beforeSha : afterSha,
      });
    } else if (field !== "") {
      const [additions = "", deletions = "", path] = field.split("\t");
      if (path === "") at += 2;
      counts.push({ additions: Number(additions) || 0, deletions: Number(deletions) || 0 });
    }
  }
  return { changes, counts };
}

function statusOf(letter: string, onlyModeChanged: boolean): ChangedFile["status"] {
  if (letter === "A") return "added";
  if (letter === "D") return "removed";
  if (letter.startsWith("R")) return "renamed";
  return onlyModeChanged ? "changed" : "modified";
}

function splitPatches(output: string): readonly (string | undefined)[] {
  return output
    .split(/^(?=diff --git )/m)
    .filter((part) => part.startsWith("diff --git "))
    .map((part) => {
      const start = part.search(/^@@ /m);
      return start < 0 ? undefined : part.slice(start).replace(/\n$/, "");
    });
}
