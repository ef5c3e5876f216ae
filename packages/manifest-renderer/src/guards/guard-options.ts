/** What a guard does with a finding: stop the render, show it as a warning, or stay silent. */
export type GuardAction = "error" | "warn" | "allow";

/** The guards of a render. Each one is on until a caller says otherwise. */
export interface GuardOptions {
  /** No object comes out: with `prune: true`, Flux would delete the app. Default `error`. */
  readonly emptyRender?: GuardAction;
  /** A container image without a digest: what runs could change without a commit. Default `error`. */
  readonly mutableImage?: GuardAction;
  /** An image of the release that no container uses. Default `error`. */
  readonly unmatchedImage?: GuardAction;
  /** A Secret whose data is neither sealed nor encrypted. Default `error`. */
  readonly plaintextSecret?: GuardAction;
  /** Text that still looks like a placeholder after the render. Default `error`. */
  readonly unresolvedPlaceholder?: GuardAction;
  /** `${...}` in an object for which Flux's post-build substitution is not disabled. Default `error`. */
  readonly fluxSubstitution?: GuardAction;
  /** A template that names another namespace than the request. Default `error`. */
  readonly foreignNamespace?: GuardAction;
}
