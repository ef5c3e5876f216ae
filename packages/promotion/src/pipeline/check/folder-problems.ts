import type { Pipeline, Slot } from "../pipeline.ts";
import type { Problem } from "./problem.ts";

interface Folder extends Pick<Problem, "path"> {
  readonly folder: string;
  readonly owner: string;
}

/** Of the repository that holds the pipeline: its own folder, and that of the releases. */
const RESERVED = [".gitops", "inbox"];

/**
 * Finds folders that two slots, or a slot and its high-level manifests, would share; and branches that the promoter uses.
 *
 * @internal
 */
export function folderProblems({ repository, slots, spec }: Pipeline): readonly Problem[] {
  const places = new Map<string, Folder[]>();
  for (const slot of slots) {
    const key = `${slot.repository.toLowerCase()} ${slot.baseBranch}`;
    const isHome = slot.repository.toLowerCase() === repository.toLowerCase();
    const folders = places.get(key) ?? (isHome ? RESERVED.map(reservedFolder) : []);
    folders.push({ folder: slot.path, owner: slot.id, path: pathOf(spec, slot, "path") });
    if (slot.highLevelPath !== undefined) {
      const owner = `the high-level manifests of ${slot.id}`;
      folders.push({ folder: slot.highLevelPath, owner, path: pathOf(spec, slot, "highLevelPath") });
    }
    places.set(key, folders);
  }
  const problems = [...slots.flatMap((slot) => branchProblem(spec, slot)), ...[...places.values()].flatMap(overlaps)];
  // One path makes many folders, and the first pair tells what it lacks.
  return problems.filter(({ path }, index) => problems.findIndex((other) => isSame(other.path, path)) === index);
}

function isSame(one: Problem["path"], other: Problem["path"]): boolean {
  return one.join("\n") === other.join("\n");
}

function reservedFolder(folder: string): Folder {
  return { folder, owner: "the promoter", path: ["manifests", "path"] };
}

function branchProblem(spec: Pipeline["spec"], slot: Slot): readonly Problem[] {
  if (slot.baseBranch !== "gitops" && !slot.baseBranch.startsWith("gitops/")) return [];
  const message = `${slot.baseBranch} is among the branches of the promoter, which begin with gitops/; take another one`;
  return [{ path: pathOf(spec, slot, "baseBranch"), message }];
}

/** In the order of their paths, a folder stands right before what lies inside it. */
function overlaps(folders: readonly Folder[]): readonly Problem[] {
  const sorted = folders.toSorted((one, other) => (`${one.folder}/` < `${other.folder}/` ? -1 : 1));
  return sorted.flatMap((one, index) => {
    const next = sorted[index + 1];
    if (next === undefined || !`${next.folder}/`.startsWith(`${one.folder}/`)) return [];
    const both = `the folders of ${one.owner} (${one.folder}) and ${next.owner} (${next.folder}) overlap`;
    return [{ path: next.path, message: `${both}; each slot needs its own` }];
  });
}

function pathOf(
  { environments }: Pipeline["spec"],
  { environment }: Slot,
  key: "path" | "highLevelPath" | "baseBranch",
): Problem["path"] {
  const isOwn = environments[environment]?.manifests?.[key] !== undefined;
  return isOwn ? ["environments", environment, "manifests", key] : ["manifests", key];
}
