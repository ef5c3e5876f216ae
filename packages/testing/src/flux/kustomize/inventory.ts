import { type Manifest, objectName } from "./manifests.ts";

/** The applied objects, by name, each with the text that was applied. */
export type Inventory = ReadonlyMap<string, string>;

/** What applying a set of objects changes. */
export interface ChangeSet {
  /** Lines `Kind/namespace/name created` or `… configured`, in the order in which Flux applies. */
  readonly applied: readonly string[];
  /** Lines `Kind/namespace/name deleted`, or `… skipped` where pruning is disabled, in the order in which Flux prunes. */
  readonly pruned: readonly string[];
  /** What is applied afterwards. */
  readonly inventory: Inventory;
}

/**
 * Compares what is to be applied with what is applied. Objects that have not changed are left out, as Flux does.
 *
 * @see https://github.com/fluxcd/pkg/blob/main/ssa/changeset.go
 */
export function planChangeSet(current: Inventory, manifests: readonly Manifest[], prune: boolean): ChangeSet {
  const ordered = [...manifests].sort(compareByApplyOrder);
  const next = new Map(ordered.map((manifest) => [objectName(manifest), manifest.text]));

  const applied = [...next].flatMap(([name, text]) => {
    const before = current.get(name);
    if (before === text) return [];
    return [`${name} ${before === undefined ? "created" : "configured"}`];
  });
  const stale = new Map([...current].filter(([name]) => !next.has(name)));
  return { applied, pruned: prune ? pruneObjects(stale) : [], inventory: next };
}

/**
 * Tells what deleting objects changes: an annotation can keep one of them.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#controlling-the-apply-behavior-of-resources
 */
export function pruneObjects(objects: Inventory): readonly string[] {
  const isKept = (text: string) => /kustomize\.toolkit\.fluxcd\.io\/prune["']?:\s*["']?disabled\b/i.test(text);
  return [...objects].reverse().map(([name, text]) => `${name} ${isKept(text) ? "skipped" : "deleted"}`);
}

/**
 * Tells whether an object is applied before the others, so that it stays when one of those is refused.
 *
 * @see https://github.com/fluxcd/kustomize-controller/blob/main/internal/controller/kustomization_controller.go
 */
export function isAppliedFirst({ kind }: Manifest): boolean {
  return kind === "CustomResourceDefinition" || kind === "Namespace" || kind.endsWith("Class");
}

/** Kinds that others refer to come first; webhooks, which could refuse the others, come last. */
const FIRST = [
  "CustomResourceDefinition",
  "Namespace",
  "ResourceQuota",
  "StorageClass",
  "ServiceAccount",
  "PodSecurityPolicy",
  "Role",
  "ClusterRole",
  "RoleBinding",
  "ClusterRoleBinding",
  "ConfigMap",
  "Secret",
  "Service",
  "LimitRange",
  "PriorityClass",
  "Deployment",
  "StatefulSet",
  "CronJob",
  "PodDisruptionBudget",
];
const LAST = ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"];

/**
 * Orders objects as Flux applies them.
 *
 * @see https://github.com/fluxcd/pkg/blob/main/ssa/sort.go
 */
function compareByApplyOrder(a: Manifest, b: Manifest): number {
  return (
    rank(a.kind) - rank(b.kind) ||
    compareText(groupOf(a), groupOf(b)) ||
    compareText(a.kind, b.kind) ||
    compareText(a.namespace ?? "", b.namespace ?? "") ||
    compareText(a.name, b.name)
  );
}

function rank(kind: string): number {
  return FIRST.includes(kind) ? FIRST.indexOf(kind) - FIRST.length : LAST.indexOf(kind) + 1;
}

function groupOf({ apiVersion }: Manifest): string {
  return apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
