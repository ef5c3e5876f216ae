export { kustomize } from "./kustomize.ts";
export type { KustomizeOptions } from "./kustomize.ts";
export type { KustomizeStep } from "./kustomize-step.ts";
