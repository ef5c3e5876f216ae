import type { App } from "../../apps/app.ts";
import type { CheckRun } from "../../records/check-run.ts";
import type { Repository } from "../../records/repository.ts";
import { appOf } from "../../views/check-run.ts";
import { nodeId } from "../../views/node-id.ts";
import type { Fields } from "../scope.ts";

export interface CheckRunSource {
  readonly __typename: "CheckRun";
  readonly repository: Repository;
  readonly run: CheckRun;
}

export const checkRunFields: Fields<CheckRunSource> = {
  id: ({ run }) => nodeId("CheckRun", run.id),
  databaseId: ({ run }) => run.id,
  name: ({ run }) => run.name,
  status: ({ run }) => run.status.toUpperCase(),
  conclusion: ({ run }) => run.conclusion?.toUpperCase() ?? null,
  url: ({ repository, run }, _args, { github }) => github.links.web(`/${repository.fullName}/runs/${run.id}`),
  detailsUrl: ({ repository, run }, _args, { github }) =>
    run.detailsUrl ?? github.links.web(`/${repository.fullName}/runs/${run.id}`),
  externalId: ({ run }) => run.externalId,
  startedAt: ({ run }) => run.startedAt,
  completedAt: ({ run }) => run.completedAt,
  title: ({ run }) => run.output.title,
  summary: ({ run }) => run.output.summary,
  text: ({ run }) => run.output.text,
  checkSuite: ({ run }) => run,
};

/** The runs of one App for one commit. */
export const checkSuiteFields: Fields<CheckRun> = {
  id: ({ suiteId }) => nodeId("CheckSuite", suiteId),
  app: (run, _args, { github }) => appOf(github, run),
};

export const appFields: Fields<App> = {
  id: ({ id }) => nodeId("Integration", id),
  databaseId: ({ id }) => id,
  name: ({ slug }) => slug,
  slug: ({ slug }) => slug,
};
