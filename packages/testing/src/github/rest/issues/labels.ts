import { actIn } from "../../acting.ts";
import { notFound, validationFailed } from "../../http/api-problem.ts";
import { listReply } from "../../http/pagination.ts";
import { isJsonObject, readArray, readString, requireString } from "../../http/request-body.ts";
import { actorOf, param, type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import { emitPullEvent, savePull } from "../../pull-requests/pull-state.ts";
import type { Label } from "../../records/label.ts";
import type { PullRequest } from "../../records/pull-request.ts";
import { labelView, labelViews } from "../../views/label.ts";
import { findPull } from "../pulls/find-pull.ts";

/** Labels of a repository, and labels on pull requests. */
export const labelRoutes: readonly RepositoryRoute[] = [
  {
    route: "GET /repos/{owner}/{repo}/labels",
    documentation: "https://docs.github.com/rest/issues/labels#list-labels-for-a-repository",
    answer: listRepositoryLabels,
  },
  {
    route: "POST /repos/{owner}/{repo}/labels",
    documentation: "https://docs.github.com/rest/issues/labels#create-a-label",
    answer: createLabel,
  },
  {
    route: "GET /repos/{owner}/{repo}/issues/{issue_number}/labels",
    documentation: "https://docs.github.com/rest/issues/labels#list-labels-for-an-issue",
    answer: (request) => showLabels(request, findPull(request, "issue_number")),
  },
  {
    route: "POST /repos/{owner}/{repo}/issues/{issue_number}/labels",
    documentation: "https://docs.github.com/rest/issues/labels#add-labels-to-an-issue",
    answer: addLabels,
  },
  {
    route: "PUT /repos/{owner}/{repo}/issues/{issue_number}/labels",
    documentation: "https://docs.github.com/rest/issues/labels#set-labels-for-an-issue",
    answer: setLabels,
  },
  {
    route: "DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}",
    documentation: "https://docs.github.com/rest/issues/labels#remove-a-label-from-an-issue",
    answer: removeLabel,
  },
];

/** The colour of a label that came into being by its first use. */
const DEFAULT_COLOR = "ededed";

function listRepositoryLabels(request: RepositoryRequest): Promise<ApiReply> {
  const { github, repository } = request;
  return listReply(request, [...repository.records.labels.values()], (label) => labelView(github, repository, label));
}

function createLabel(request: RepositoryRequest): ApiReply {
  actorOf(request);
  const { body, github, repository } = request;
  const name = requireString(body, "name");
  if (repository.records.labels.has(name.toLowerCase())) {
    throw validationFailed({ resource: "Label", code: "already_exists", field: "name" });
  }
  const label: Label = {
    id: github.nextId(),
    name,
    color: readString(body, "color") ?? DEFAULT_COLOR,
    description: readString(body, "description") ?? null,
  };
  repository.records.labels.set(name.toLowerCase(), label);
  return { status: 201, body: labelView(github, repository, label) };
}

async function addLabels(request: RepositoryRequest): Promise<ApiReply> {
  const pull = findPull(request, "issue_number");
  return changeLabels(request, pull, [...pull.labels, ...readLabelNames(request)]);
}

async function setLabels(request: RepositoryRequest): Promise<ApiReply> {
  return changeLabels(request, findPull(request, "issue_number"), readLabelNames(request));
}

async function removeLabel(request: RepositoryRequest): Promise<ApiReply> {
  const pull = findPull(request, "issue_number");
  const name = param(request, "name").toLowerCase();
  const rest = pull.labels.filter((label) => label.toLowerCase() !== name);
  if (rest.length === pull.labels.length) throw notFound("Label does not exist");
  return changeLabels(request, pull, rest);
}

async function changeLabels(
  request: RepositoryRequest,
  pull: PullRequest,
  wanted: readonly string[],
): Promise<ApiReply> {
  const acting = actIn(request);
  const { github, repository } = request;
  const after = [...new Map(wanted.map((name) => [name.toLowerCase(), ensureLabel(request, name)])).values()];
  const added = after.filter((name) => !pull.labels.includes(name));
  const removed = pull.labels.filter((name) => !after.includes(name));
  if (added.length + removed.length === 0) return showLabels(request, pull);

  const updated = savePull(acting, { ...pull, labels: after });
  const tell = async (action: "labeled" | "unlabeled", names: readonly string[]): Promise<void> => {
    for (const label of labelViews(github, repository, names)) {
      await emitPullEvent(acting, updated, { action, label });
    }
  };
  await tell("labeled", added);
  await tell("unlabeled", removed);
  return showLabels(request, updated);
}

// An issue may be given a label that the repository does not have yet; the first spelling of a name stays.
function ensureLabel({ github, repository }: RepositoryRequest, name: string): string {
  const { labels } = repository.records;
  const known = labels.get(name.toLowerCase());
  if (known !== undefined) return known.name;
  labels.set(name.toLowerCase(), { id: github.nextId(), name, color: DEFAULT_COLOR, description: null });
  return name;
}

function readLabelNames({ body }: RepositoryRequest): readonly string[] {
  return (readArray(body, "labels") ?? []).map((label) => {
    if (typeof label === "string") return label;
    return requireString(isJsonObject(label) ? label : {}, "name");
  });
}

function showLabels({ github, repository }: RepositoryRequest, pull: PullRequest): ApiReply {
  return { status: 200, body: labelViews(github, repository, pull.labels) };
}
