export { helm } from "./helm.ts";
export type { HelmOptions } from "./helm.ts";
export { DEFAULT_KUBE_VERSION } from "./helm-step.ts";
export type { HelmImagePaths, HelmStep } from "./helm-step.ts";
