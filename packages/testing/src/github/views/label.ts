import type { JsonObject } from "../http/request-body.ts";
import type { GitHubInstance } from "../instance.ts";
import type { Label } from "../records/label.ts";
import type { Repository } from "../records/repository.ts";
import { nodeId } from "./node-id.ts";

/** Shows a label. */
export function labelView(github: GitHubInstance, repository: Repository, label: Label): JsonObject {
  return {
    id: label.id,
    node_id: nodeId("Label", label.id),
    url: github.links.rest(`/repos/${repository.fullName}/labels/${encodeURIComponent(label.name)}`),
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  };
}

/** Shows the labels with some names, as an issue carries them. */
export function labelViews(
  github: GitHubInstance,
  repository: Repository,
  names: readonly string[],
): readonly JsonObject[] {
  return names.flatMap((name) => {
    const label = repository.records.labels.get(name.toLowerCase());
    return label === undefined ? [] : [labelView(github, repository, label)];
  });
}
