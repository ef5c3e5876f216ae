import type { GlobalRoute, RepositoryRoute } from "../http/route.ts";
import { commitRoutes } from "./commits.ts";
import { commitStatusRoutes } from "./commit-statuses.ts";
import { contentRoutes } from "./contents.ts";
import { gitBlobRoutes } from "./git-blobs.ts";
import { gitCommitRoutes } from "./git-commits.ts";
import { gitRefRoutes } from "./git-refs.ts";
import { gitTreeRoutes } from "./git-trees.ts";
import { repositoryRoutes as repositoryItselfRoutes } from "./repositories.ts";
import { commitPullRoutes } from "./commit-pulls.ts";
import { compareRoutes } from "./compare.ts";
import { pullRoutes } from "./pulls.ts";
import { pullContentRoutes } from "./pull-contents.ts";
import { pullMergeRoutes } from "./pull-merge.ts";
import { pullReviewRoutes } from "./pull-reviews.ts";
import { reviewRequestRoutes } from "./review-requests.ts";
import { issueCommentRoutes } from "./issue-comments.ts";
import { labelRoutes } from "./labels.ts";
import { deploymentRoutes } from "./deployments.ts";
import { deploymentStatusRoutes } from "./deployment-statuses.ts";
import { environmentRoutes } from "./environments.ts";
import { environmentVariableRoutes } from "./environment-variables.ts";
import { dispatchRoutes } from "./dispatches.ts";
import { workflowRunRoutes } from "./workflow-runs.ts";
import { rateLimitRoutes } from "./rate-limit.ts";
import { userRoutes } from "./users.ts";

/** Operations outside of any repository. */
export const globalRoutes: readonly GlobalRoute[] = [...userRoutes, ...rateLimitRoutes];

/** Operations below `/repos/{owner}/{repo}`. */
export const repositoryRoutes: readonly RepositoryRoute[] = [
  ...repositoryItselfRoutes,
  ...gitBlobRoutes,
  ...gitTreeRoutes,
  ...gitCommitRoutes,
  ...gitRefRoutes,
  ...contentRoutes,
  ...commitRoutes,
  ...commitStatusRoutes,
  ...commitPullRoutes,
  ...compareRoutes,
  ...pullRoutes,
  ...pullContentRoutes,
  ...pullMergeRoutes,
  ...pullReviewRoutes,
  ...reviewRequestRoutes,
  ...issueCommentRoutes,
  ...labelRoutes,
  ...deploymentRoutes,
  ...deploymentStatusRoutes,
  ...environmentRoutes,
  ...environmentVariableRoutes,
  ...dispatchRoutes,
  ...workflowRunRoutes,
];
