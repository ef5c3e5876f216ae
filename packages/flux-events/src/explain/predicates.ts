import type { ParsedMessage } from "../message/parse-message.ts";
import type { OutcomeReason } from "../outcome/outcome.ts";
import { describeObject } from "./describe-message.ts";

/** Says what an object did, from what Flux's message says and from its description. */
type Predicate = (message: ParsedMessage, description: string) => string;

const plain =
  (text: string): Predicate =>
  () =>
    text;
/** With what Flux says behind it, where it says anything. */
const told =
  (text: string): Predicate =>
  (_, description) =>
    description === "" ? text : `${text}: ${description}`;

/** What is said of each outcome. */
export const PREDICATES: Readonly<Record<OutcomeReason, Predicate>> = {
  applied: told("applied its manifests"),
  "health-passed": plain("passed its health checks"),
  untested: (message) => `${releasedBy(message)} and is still to be tested`,
  planned: plain("has planned its changes"),
  transient: told("will try again"),
  progressing: told("is reconciling"),

  finished: plain("finished its reconciliation"),
  "rolled-out": plain("rolled out and is healthy"),
  released: releasedBy,
  tested: told("passed its tests"),

  unhealthy: told("failed its health check"),
  "build-failed": told("failed to build"),
  "apply-failed": told("failed to apply"),
  "prune-failed": told("failed to prune"),
  "artifact-failed": told("failed to read its source"),
  misconfigured: told("is misconfigured"),
  "deletion-failed": told("could not be deleted"),
  "release-failed": (message, description) => told(`failed to ${actionOf(message, "release")}`)(message, description),
  "test-failed": told("failed its tests"),
  "remediation-failed": (message, description) =>
    told(`failed to ${actionOf(message, "roll back")}`)(message, description),

  superseded: givenUpFor,
  dependency: waitsFor,
  deletion: plain("was deleted"),
  drift: drifted,
  rollback: undone,
  source: (message) => (message.code === "finished" ? "has read its inputs" : "stored an artifact"),
  "source-failed": told("failed to fetch"),
  image: (message, description) => (message.code === "text" ? `reports: ${description}` : description),
  "image-failed": told("failed"),
  warning: told("warns"),
  silence: plain("has not reported yet"),
  unrecognised: told("sent an event that is not recognised"),
};

function actionOf(message: ParsedMessage, otherwise: string): string {
  if (message.code !== "helm-action") return otherwise;
  return message.action === "rollback" ? "roll back" : message.action;
}

function releasedBy(message: ParsedMessage): string {
  if (message.code !== "helm-action") return "was released";
  return message.action === "install" ? "was installed" : "was upgraded";
}

function undone(message: ParsedMessage, description: string): string {
  if (message.code !== "helm-action") return "was rolled back";
  // The failure that was repaired, where the history has it.
  if (message.result === "failed")
    return told(`failed to ${actionOf(message, "release")} and was undone`)(message, description);
  if (message.action === "uninstall") return "failed and was uninstalled";
  const { chart } = message;
  return chart === undefined ? "was rolled back" : `was rolled back to ${chart.name} ${chart.version}`;
}

function waitsFor(message: ParsedMessage): string {
  const dependency = message.code === "dependency-not-ready" ? message.dependency : undefined;
  if (dependency === undefined) return "waits for its dependencies";
  const { namespace, name } = dependency;
  return `waits for ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

function givenUpFor(message: ParsedMessage): string {
  const trigger = message.code === "health-check-canceled" ? message.trigger : undefined;
  return `gave way to a newer revision${trigger === undefined ? "" : ` of ${describeObject(trigger)}`}`;
}

function drifted(message: ParsedMessage, description: string): string {
  const state = message.code === "drift" ? message.state : "detected";
  const said = {
    detected: "has drifted",
    corrected: "corrected its drift",
    "correction-failed": "failed to correct its drift",
  };
  return told(said[state])(message, description);
}
