import type { Probe } from "./probe.ts";
import type { Sandbox } from "./sandbox.ts";

/** No workflow of a sandbox listens to this. */
const EVENT = "verify-github";

/** What the reporter relies on when it sends repository_dispatch. */
export const dispatchProbes: readonly Probe[] = [
  {
    behaviour: "event_type has at most 100 characters",
    source: "https://docs.github.com/rest/repos/repos#create-a-repository-dispatch-event",
    expected: { longest: 204, refused: 422 },
    async observe(sandbox: Sandbox): Promise<unknown> {
      return {
        longest: await dispatch(sandbox, { event_type: EVENT.padEnd(100, "x") }),
        refused: await dispatch(sandbox, { event_type: EVENT.padEnd(101, "x") }),
      };
    },
  },
  {
    behaviour: "client_payload has at most 10 properties of its own",
    source: "prowler-cloud/prowler#12370",
    expected: { most: 204, refused: 422 },
    async observe(sandbox: Sandbox): Promise<unknown> {
      return {
        most: await dispatch(sandbox, { event_type: EVENT, client_payload: payloadOf(10) }),
        refused: await dispatch(sandbox, { event_type: EVENT, client_payload: payloadOf(11) }),
      };
    },
  },
  {
    behaviour: "client_payload is smaller than 64 KB",
    source: "langfuse/langfuse#12588",
    expected: { large: 204, refused: 422 },
    async observe(sandbox: Sandbox): Promise<unknown> {
      return {
        large: await dispatch(sandbox, { event_type: EVENT, client_payload: { text: "x".repeat(65_000) } }),
        refused: await dispatch(sandbox, { event_type: EVENT, client_payload: { text: "x".repeat(66_000) } }),
      };
    },
  },
];

async function dispatch(sandbox: Sandbox, body: Readonly<Record<string, unknown>>): Promise<number> {
  return (await sandbox.ask("POST /repos/{owner}/{repo}/dispatches", body)).status;
}

function payloadOf(size: number): Readonly<Record<string, number>> {
  return Object.fromEntries(Array.from({ length: size }, (_, index) => [`key${index}`, index]));
}
