/** What a guard does with a finding: stop the render, show it as a warning, or stay silent. */
export type GuardAction = "error" | "warn" | "allow";

/** The guards of a render. Each one is on until a caller names it and says otherwise. */
export interface GuardOptions {
  /** No object comes out: with `prune: true`, Flux would delete the app. Default `error`. */
  readonly emptyRender?: GuardAction;
  /** A container image without a digest: what runs could change without a commit. Default `error`. */
  readonly mutableImage?: GuardAction;
  /** An image of the release that no container uses. Default `error`. */
  readonly unmatchedImage?: GuardAction;
  /** A Secret whose data is neither sealed nor encrypted, or a private key in any object. Default `error`. */
  readonly plaintextSecret?: GuardAction;
  /** Text that still looks like a placeholder after the render. Default `error`. */
  readonly unresolvedPlaceholder?: GuardAction;
  /** `${...}` in an object for which Flux's post-build substitution is not disabled. Default `error`. */
  readonly fluxSubstitution?: GuardAction;
  /**
   * Names that Flux does substitute: the variables of `spec.postBuild` of the Kustomization. `${NAME}` of these passes.
   * Naming any, even an empty list, says that the substitution is on. Default: it is not known to be on.
   */
  readonly fluxVariables?: readonly string[];
  /** A template that names another namespace than the request. Default `error`. */
  readonly foreignNamespace?: GuardAction;
  /** A namespaced object for which neither a template nor the request names a namespace. Default `warn`. */
  readonly missingNamespace?: GuardAction;
  /** A hook of Helm, which Flux would apply as an ordinary object. Default `error`. */
  readonly helmHook?: GuardAction;
  /** More than 500 objects for one Kustomization of Flux: kustomize's time grows with the square. Default `warn`. */
  readonly tooManyResources?: GuardAction;
  /** A plain scalar that kubectl or Helm would read in another way than Flux, such as `on` or `2024-01-31`. Default `warn`. */
  readonly ambiguousScalar?: GuardAction;
  /** A chart whose output differs from run to run. Default `warn`. */
  readonly nondeterministicTemplate?: GuardAction;
  /** A field that the kind does not have; needs `schemas`. Default `error`. */
  readonly unknownField?: GuardAction;
  /** A value of another type than its field takes; needs `schemas`. Default `error`. */
  readonly fieldType?: GuardAction;
  /** A required field that is missing; needs `schemas`. Default `error`. */
  readonly requiredField?: GuardAction;
  /** A kind that no schema describes; needs `schemas`. Default `warn`. */
  readonly unknownKind?: GuardAction;
  /** Findings of the policy of this name. Default: the severity that the policy gives each of them. */
  readonly [policy: `policy/${string}`]: GuardAction;
}

/** A guard of the renderer itself. */
export type GuardName = Exclude<keyof GuardOptions, "fluxVariables" | `policy/${string}`>;

const DEFAULTS: Readonly<Record<GuardName, GuardAction>> = {
  emptyRender: "error",
  mutableImage: "error",
  unmatchedImage: "error",
  plaintextSecret: "error",
  unresolvedPlaceholder: "error",
  fluxSubstitution: "error",
  foreignNamespace: "error",
  missingNamespace: "warn",
  helmHook: "error",
  tooManyResources: "warn",
  ambiguousScalar: "warn",
  nondeterministicTemplate: "warn",
  unknownField: "error",
  fieldType: "error",
  requiredField: "error",
  unknownKind: "warn",
};

/** Tells what a guard does. */
export function actionOf(guard: GuardName, options: GuardOptions): GuardAction {
  return options[guard] ?? DEFAULTS[guard];
}

const ACTIONS: readonly unknown[] = ["error", "warn", "allow", undefined];

/** Throws a TypeError for a guard that does not exist, and for an action that is none: a slip would leave a guard as it is. */
export function assertGuardOptions(options: GuardOptions): void {
  for (const [name, value] of Object.entries(options) as readonly [string, unknown][]) {
    if (name === "fluxVariables") continue;
    if (!Object.hasOwn(DEFAULTS, name) && !name.startsWith("policy/")) {
      throw new TypeError(`guards: there is no guard ${name}; there are ${Object.keys(DEFAULTS).join(", ")}`);
    }
    if (!ACTIONS.includes(value)) throw new TypeError(`guards: ${name} must be error, warn or allow`);
  }
}
