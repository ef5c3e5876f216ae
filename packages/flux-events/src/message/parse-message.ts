import { type ApplyFailedMessage, readApplyFailed } from "./apply-failure.ts";
import { type BuildFailedMessage, readBuildFailed } from "./build-failure.ts";
import { type ChangeSetMessage, readChangeSet } from "./change-set.ts";
import { type DependencyNotReadyMessage, readDependency } from "./dependency.ts";
import {
  type HealthCheckCanceledMessage,
  type HealthCheckFailedMessage,
  type HealthCheckPassedMessage,
  readHealthCheckCanceled,
  readHealthCheckFailed,
  readHealthCheckPassed,
} from "./health-check.ts";
import { type DriftMessage, type HelmActionMessage, readDrift, readHelm } from "./helm-release.ts";
import {
  type CommitPushedMessage,
  type ImageResolvedMessage,
  type ImageScannedMessage,
  readCommitPushed,
  readImageResolved,
  readImageScanned,
} from "./image.ts";
import {
  type FinishedMessage,
  type PathNotFoundMessage,
  type PruneFailedMessage,
  readFinished,
  readPathNotFound,
  readPruneFailed,
} from "./kustomization.ts";
import { type ArtifactStoredMessage, readArtifactStored } from "./source.ts";

/** A message of no known form. */
export interface TextMessage {
  /** Which message this is. */
  readonly code: "text";
  /** The message as it is. */
  readonly text: string;
}

/**
 * What a message of Flux says. Forms are added in minor versions: keep a default branch where you switch over `code`.
 */
export type ParsedMessage =
  | ApplyFailedMessage
  | ArtifactStoredMessage
  | BuildFailedMessage
  | ChangeSetMessage
  | CommitPushedMessage
  | DependencyNotReadyMessage
  | DriftMessage
  | FinishedMessage
  | HealthCheckCanceledMessage
  | HealthCheckFailedMessage
  | HealthCheckPassedMessage
  | HelmActionMessage
  | ImageResolvedMessage
  | ImageScannedMessage
  | PathNotFoundMessage
  | PruneFailedMessage
  | TextMessage;

/** The forms of a message, each of which knows itself by its first words; a change set has none, so it comes last. */
const FORMS: readonly ((message: string) => ParsedMessage | undefined)[] = [
  readFinished,
  readHealthCheckPassed,
  readHealthCheckFailed,
  readHealthCheckCanceled,
  readDependency,
  readHelm,
  readDrift,
  readArtifactStored,
  readBuildFailed,
  readPathNotFound,
  readPruneFailed,
  readImageResolved,
  readImageScanned,
  readCommitPushed,
  readApplyFailed,
  readChangeSet,
];

/**
 * Parses the message of an event into what it says: the objects of a change set or of a failed health check, the release and
 * chart of a Helm action, the file and field of an error, durations and revisions.
 *
 * Messages are text for people and differ between versions of Flux. Show what is read here; decide by
 * {@link outcomeOf}, which looks at a message only where reason and severity do not tell enough.
 *
 * @returns what the message says, in a form named by its `code`; `text` for a message of no known form. Never throws, and takes
 * time linear in the length of the message.
 * @example
 * ```ts source="./parse-message.examples.ts#parseMessage"
 * const message = parseMessage("Namespace/apps created\nDeployment/apps/webapp configured");
 * if (message.code !== "change-set") return;
 * const created = message.changes.filter(({ action }) => action === "created"); // [{ kind: "Namespace", name: "apps", action: "created" }]
 * ```
 * @see https://fluxcd.io/flux/components/notification/events/
 */
export function parseMessage(message: string): ParsedMessage {
  // Some texts end with a line break, in some versions.
  const trimmed = message.trimEnd();
  for (const read of FORMS) {
    const parsed = read(trimmed);
    if (parsed !== undefined) return parsed;
  }
  return { code: "text", text: message };
}
