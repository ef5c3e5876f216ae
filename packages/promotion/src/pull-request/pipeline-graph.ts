import type { Pipeline } from "../pipeline/pipeline.ts";
import type { PullRequestContent } from "./content.ts";
import { runsRelease, slotState, type SlotState } from "./slot-state.ts";
import { slotsBefore } from "./slots-before.ts";

/** More nodes are no longer read. */
const MAX_NODES = 60;
const MAX_NAME = 40;

/** What a node shows besides its name; the first that is true of one of its slots wins. */
type NodeState = "here" | "unknown" | "other" | SlotState;

const STATE_TEXT: Readonly<Record<NodeState, string>> = {
  here: "this step",
  unknown: "",
  other: "another release",
  unreadable: "cannot be read",
  empty: "nothing deployed",
  deploying: "deploying",
  verifying: "verifying",
  succeeded: "succeeded",
  failed: "failed",
};
const WORST_FIRST: readonly NodeState[] = [
  "failed",
  "unreadable",
  "deploying",
  "verifying",
  "other",
  "empty",
  "succeeded",
];

interface Edge {
  readonly from: string;
  readonly to: string;
}

/**
 * Draws the environments of the pipeline with this step marked. Where there are too many, only those next to this step.
 *
 * Nodes are numbered, so that no name can be a word of Mermaid, and names lose all but letters, digits, `.`, `_` and `-`.
 * A `-` in front of a digit goes as well: `gh-1` is an issue.
 *
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function pipelineGraph(content: PullRequestContent, maxChars: number): string {
  const { pipeline, changes } = content;
  const here = new Set(changes.map(({ view }) => view.slot.environment));
  const edges = edgesOf(pipeline);
  const isSmall = pipeline.environments.length <= MAX_NODES;
  const near = neighbours(edges, here);
  const names = (isSmall ? pipeline.environments : pipeline.environments.filter((name) => near.has(name))).slice(
    0,
    MAX_NODES,
  );
  const ids = new Map(names.map((name, index) => [name, `n${index}`]));
  const lines = [
    "flowchart LR",
    ...[...ids].map(([name, id]) => nodeLine(id, name, stateOf(content, name, here))),
    ...edges.flatMap(({ from, to }) => {
      const [start, end] = [ids.get(from), ids.get(to)];
      return start === undefined || end === undefined ? [] : [`  ${start} --> ${end}`];
    }),
    "  classDef here stroke-width:4px",
  ];
  const rest = pipeline.environments.length - names.length;
  const note = rest > 0 ? `\n\n${rest} more environments are not drawn.` : "";
  const text = `## Where it goes\n\n\`\`\`mermaid\n${lines.join("\n")}\n\`\`\`${note}`;
  return text.length <= maxChars ? text : "";
}

function nodeLine(id: string, name: string, state: NodeState): string {
  const label = [plainName(name), STATE_TEXT[state]].filter((part) => part !== "").join("<br>");
  return `  ${id}["${label}"]${state === "here" ? ":::here" : ""}`;
}

function plainName(name: string): string {
  return Array.from(name.replace(/[^\p{L}\p{N}._-]|-(?=\d)/gu, "_"))
    .slice(0, MAX_NAME)
    .join("");
}

function edgesOf(pipeline: Pipeline): readonly Edge[] {
  const edges = new Map<string, Edge>();
  for (const slot of pipeline.slots) {
    for (const { environment: from } of slotsBefore(pipeline, slot.id)) {
      const to = slot.environment;
      // The waves of an environment come after one another inside of it.
      if (from !== to) edges.set(JSON.stringify([from, to]), { from, to });
    }
  }
  return [...edges.values()];
}

function neighbours(edges: readonly Edge[], here: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...here, ...edges.flatMap(({ from, to }) => (here.has(from) || here.has(to) ? [from, to] : []))]);
}

/** The state of the apps of this pull request in an environment. */
function stateOf({ slots, changes }: PullRequestContent, environment: string, here: ReadonlySet<string>): NodeState {
  if (here.has(environment)) return "here";
  const releases = new Map(changes.map(({ change, view }) => [view.slot.app, change.release.id]));
  const states = slots
    .filter(({ slot }) => slot.environment === environment && releases.has(slot.app))
    .map((view): NodeState => {
      const state = slotState(view);
      const isOther = view.live !== undefined && !runsRelease(view, releases.get(view.slot.app) ?? "");
      return isOther ? "other" : state;
    });
  return WORST_FIRST.find((state) => states.includes(state)) ?? "unknown";
}
