/** The manifests repository. */
export interface ManifestsSpec {
  /** `owner/name` on GitHub: the home of the pipeline, so it has no placeholders. */
  readonly repo: string;
  /** Branch that Flux reads; `{env}` is replaced, so that each environment can have its own. Default: `main`. */
  readonly baseBranch?: string | undefined;
  /**
   * Folder of one slot, which the promoter owns. `{env}`, `{app}`, `{cluster}`, `{wave}` and `{namespace}` are replaced;
   * `{wave}` and `{cluster}` make one slot for each. On its branch, each slot needs a folder of its own. Default:
   * `envs/{env}/{app}`.
   */
  readonly path?: string | undefined;
  /**
   * Folder of the high-level manifests of one slot: what the last engine was given, for the approver. Flux must not read it.
   * Default: none are written.
   */
  readonly highLevelPath?: string | undefined;
  /**
   * How proposals are committed. `signed`: through GitHub's `createCommitOnBranch`, so that GitHub signs them whatever the
   * token is. Default: `git`, through the Git database; those of a GitHub App are signed as well.
   */
  readonly commits?: "git" | "signed" | undefined;
}

/** Another repository, branch or folder for one environment; what is left out is that of the pipeline. */
export interface EnvironmentManifestsSpec extends Omit<ManifestsSpec, "repo"> {
  /** `owner/name` on GitHub; `{env}` and the other placeholders are replaced. Default: that of the pipeline. */
  readonly repo?: string | undefined;
}
