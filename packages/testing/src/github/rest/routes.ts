import type { GlobalRoute, RepositoryRoute } from "../http/route.ts";
import { environmentVariableRoutes } from "./actions/variables.ts";
import { workflowRunRoutes } from "./actions/workflow-runs.ts";
import { workflowRoutes } from "./actions/workflows.ts";
import { graphqlRoutes } from "../graphql/graphql-route.ts";
import { appRoutes } from "./apps/apps.ts";
import { branchRoutes } from "./branches/branches.ts";
import { checkRunRoutes } from "./checks/runs.ts";
import { commitRoutes } from "./commits/commits.ts";
import { compareRoutes } from "./commits/compare.ts";
import { commitPullRoutes } from "./commits/pulls.ts";
import { commitStatusRoutes } from "./commits/statuses.ts";
import { deploymentRoutes } from "./deployments/deployments.ts";
import { environmentRoutes } from "./deployments/environments.ts";
import { deploymentStatusRoutes } from "./deployments/statuses.ts";
import { gitBlobRoutes } from "./git/blobs.ts";
import { gitCommitRoutes } from "./git/commits.ts";
import { gitRefRoutes } from "./git/refs.ts";
import { gitTreeRoutes } from "./git/trees.ts";
import { issueCommentRoutes } from "./issues/comments.ts";
import { labelRoutes } from "./issues/labels.ts";
import { pullContentRoutes } from "./pulls/commits-and-files.ts";
import { pullMergeRoutes } from "./pulls/merge.ts";
import { pullRoutes } from "./pulls/pulls.ts";
import { reviewRequestRoutes } from "./pulls/review-requests.ts";
import { pullReviewRoutes } from "./pulls/reviews.ts";
import { pullUpdateRoutes } from "./pulls/update.ts";
import { rateLimitRoutes } from "./rate-limit.ts";
import { collaboratorRoutes } from "./repos/collaborators.ts";
import { contentRoutes } from "./repos/contents.ts";
import { dispatchRoutes } from "./repos/dispatches.ts";
import { repoRoutes } from "./repos/repos.ts";
import { teamMemberRoutes } from "./teams/members.ts";
import { userRoutes } from "./users.ts";

/** Operations outside of any repository. */
export const globalRoutes: readonly GlobalRoute[] = [
  ...userRoutes,
  ...rateLimitRoutes,
  ...appRoutes,
  ...teamMemberRoutes,
  ...graphqlRoutes,
];

/** Operations below `/repos/{owner}/{repo}`; the folders are the chapters of GitHub's REST documentation. */
export const repositoryRoutes: readonly RepositoryRoute[] = [
  ...repoRoutes,
  ...collaboratorRoutes,
  ...contentRoutes,
  ...dispatchRoutes,
  ...gitBlobRoutes,
  ...gitTreeRoutes,
  ...gitCommitRoutes,
  ...gitRefRoutes,
  ...commitRoutes,
  ...compareRoutes,
  ...commitPullRoutes,
  ...commitStatusRoutes,
  ...checkRunRoutes,
  ...pullRoutes,
  ...pullUpdateRoutes,
  ...pullMergeRoutes,
  ...pullContentRoutes,
  ...pullReviewRoutes,
  ...reviewRequestRoutes,
  ...issueCommentRoutes,
  ...labelRoutes,
  ...deploymentRoutes,
  ...deploymentStatusRoutes,
  ...environmentRoutes,
  ...environmentVariableRoutes,
  ...workflowRunRoutes,
  ...workflowRoutes,
  ...branchRoutes,
];
