import type { Diagnostic, Finding } from "../diagnostic.ts";
import type { ImageReference } from "../transforms/image-reference.ts";
import { withAction } from "./apply-guard-options.ts";
import type { GuardOptions } from "./guard-options.ts";
import { actionOf } from "./guard-options.ts";

/** What can only be judged when all resources are there. */
export interface WholeRender {
  /** Number of the resources. */
  readonly resourceCount: number;
  /** Images of the release that nothing uses. */
  readonly unmatchedImages: readonly ImageReference[];
}

const MANY_RESOURCES = 500;

/** Asks the guards that look at a render as a whole. */
export function checkRender(whole: WholeRender, options: GuardOptions): readonly Diagnostic[] {
  return [
    ...withAction(emptyRender(whole), actionOf("emptyRender", options)),
    ...withAction(whole.unmatchedImages.map(unmatchedImage), actionOf("unmatchedImage", options)),
    ...withAction(tooManyResources(whole), actionOf("tooManyResources", options)),
  ];
}

function emptyRender({ resourceCount }: WholeRender): readonly Finding[] {
  if (resourceCount > 0) return [];
  const message =
    "the templates hold no object; with prune, Flux would delete the app. Check the path of the templates";
  return [{ code: "render/empty", message }];
}

function unmatchedImage(image: ImageReference): Finding {
  const message = `no container uses the image ${image.name}: write "${image.name}" or its repository in a template`;
  return { code: "image/unmatched", message };
}

/** @see https://github.com/kubernetes-sigs/kustomize/issues/5084 */
function tooManyResources({ resourceCount }: WholeRender): readonly Finding[] {
  if (resourceCount <= MANY_RESOURCES) return [];
  const message = `${resourceCount} objects for one Kustomization of Flux: the time of its kustomize grows with the square, 1,000 objects take a second and 4,000 twenty; split the app at about ${MANY_RESOURCES}`;
  return [{ code: "flux/too-many-resources", message }];
}
