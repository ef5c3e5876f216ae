export { startGitHub } from "./github/start-github.ts";
export type { Account, AccountOptions } from "./github/account.ts";
export type {
  CreatedRepository,
  CreateRepositoryOptions,
  EmbeddedGitHub,
  EmbeddedGitHubOptions,
  GitHubCall,
} from "./github/embedded-github.ts";
