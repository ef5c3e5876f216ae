import type { GlobalRoute, RepositoryRoute } from "../http/route.ts";
import { commitRoutes } from "./commits.ts";
import { commitStatusRoutes } from "./commit-statuses.ts";
import { contentRoutes } from "./contents.ts";
import { gitBlobRoutes } from "./git-blobs.ts";
import { gitCommitRoutes } from "./git-commits.ts";
import { gitRefRoutes } from "./git-refs.ts";
import { gitTreeRoutes } from "./git-trees.ts";
import { repositoryRoutes as repositoryItselfRoutes } from "./repositories.ts";
import { userRoutes } from "./users.ts";

/** Operations outside of any repository. */
export const globalRoutes: readonly GlobalRoute[] = [...userRoutes];

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
];
