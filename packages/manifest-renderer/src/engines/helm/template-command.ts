import { join } from "node:path";

import type { EngineInput } from "../engine.ts";
import type { HelmStep } from "./helm-step.ts";
import { DEFAULT_KUBE_VERSION } from "./helm-step.ts";

/**
 * Writes the arguments of `helm template`. Values come as one JSON document on the standard input.
 *
 * Never among them: `--enable-dns`, `--validate`, `--dry-run=server`, `--post-renderer`, `--dependency-update`.
 */
export function templateArguments(
  step: HelmStep,
  input: EngineInput,
  { validates }: { readonly validates: boolean },
): readonly string[] {
  const { chart = ".", valuesFiles = [], apiVersions = [] } = step;
  return [
    "template",
    `--namespace=${step.namespace ?? input.namespace ?? "default"}`,
    `--kube-version=${step.kubeVersion ?? DEFAULT_KUBE_VERSION}`,
    ...apiVersions.map((version) => `--api-versions=${version}`),
    ...(step.includeCRDs === false ? [] : ["--include-crds"]),
    ...(step.tests === "keep" ? [] : ["--skip-tests"]),
    ...(step.hooks === "drop" ? ["--no-hooks"] : []),
    ...(validates ? [] : ["--skip-schema-validation"]),
    // With ./ in front, no name can be taken for a URL, a repository or an option.
    ...valuesFiles.map((file) => `--values=./${file}`),
    "--values=-",
    "--",
    step.releaseName ?? input.app,
    chart === "." ? "." : `./${chart}`,
  ];
}

/**
 * Gives Helm an environment without plug-ins, cluster, namespace and home of the user.
 *
 * @see https://helm.sh/docs/helm/helm/#synopsis
 */
export function helmEnvironment(scratch: string): Readonly<Record<string, string>> {
  return {
    HOME: join(scratch, "home"),
    HELM_CACHE_HOME: join(scratch, "cache"),
    HELM_CONFIG_HOME: join(scratch, "config"),
    HELM_DATA_HOME: join(scratch, "data"),
    HELM_PLUGINS: "/nonexistent",
    KUBECONFIG: "/dev/null",
  };
}
