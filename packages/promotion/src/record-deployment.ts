import type { FluxEvent } from "@gitops/flux-events";
import {
  GitHubUnavailableError,
  type EventOrigin,
  type LaneItem,
  type Reporter,
  type ReporterItem,
} from "@gitops/github-reporter";
import { err, ok, ResultAsync } from "neverthrow";

import { InputInvalidError, type PromotionError } from "./errors.ts";
import type { Scope } from "./observe/scope.ts";
import { resolveTarget } from "./pipeline/resolve-target.ts";
import type { PromoterContext } from "./promoter-context.ts";

/**
 * Has the reporter show at once what a Flux event says. Only the reporter writes statuses, deployments and dispatches.
 *
 * @returns what part of the pipeline may move now.
 * @internal
 */
export function recordDeployment(
  { pipeline, now }: PromoterContext,
  reporter: Pick<Reporter, "handle"> | undefined,
  { event, origin }: { readonly event: FluxEvent; readonly origin: EventOrigin },
): ResultAsync<Scope, PromotionError> {
  if (reporter === undefined) throw new TypeError("recordDeployment needs the option reporter of createPromoter.");
  const { cluster, id } = origin;
  const target = resolveTarget(pipeline, event, cluster);
  const key = target?.slot ?? "none";
  const item: LaneItem<ReporterItem> = {
    id: `${cluster}/${id}`,
    key,
    group: key,
    body: { event, cluster, receivedAt: now().toISOString() },
  };
  const handled = reporter.handle({ key, items: [item], kept: [], attempt: 1, signal: new AbortController().signal });
  return ResultAsync.fromPromise(
    handled,
    (cause) => new GitHubUnavailableError("The reporter broke off", { cause }),
  ).andThen((verdict) => {
    const why = verdict.code === "done" ? verdict.reject?.[0]?.why : verdict.why;
    if (verdict.code === "retry") return err(new GitHubUnavailableError(`The event was not reported: ${verdict.why}`));
    if (why !== undefined) return err(new InputInvalidError(`The event cannot be reported: ${why}`));
    return ok(target === undefined ? {} : { apps: [target.app], environments: [target.environment, ...target.next] });
  });
}
