import { isJsonObject } from "../json.ts";
import type { WrittenResource } from "../tree/manifest.ts";
import type { Finding } from "../diagnostic.ts";

const HOOK = "helm.sh/hook";
const SHOWN_HOOK = 60;

/**
 * Finds hooks of Helm: only Helm itself knows when to run them, Flux applies a rendered hook like any other object.
 *
 * @see https://helm.sh/docs/topics/charts_hooks/
 */
export function findHelmHooks(manifest: WrittenResource): readonly Finding[] {
  if (!manifest.text.includes(HOOK)) return [];
  const { annotations } = manifest.resource.metadata;
  const hook = isJsonObject(annotations) ? annotations[HOOK] : undefined;
  if (typeof hook !== "string" || hook === "") return [];
  const message = `${JSON.stringify(hook.slice(0, SHOWN_HOOK))} is a hook of Helm; ${remedyFor(hook)}`;
  return [{ code: "helm/hook", path: `metadata.annotations["${HOOK}"]`, message }];
}

function remedyFor(hook: string): string {
  const events = hook.split(",").map((event) => event.trim());
  if (events.includes("crd-install")) {
    return "only Helm 2 knew it, and Flux applies definitions before other objects anyway: remove the annotation";
  }
  if (events.every((event) => /^test(-success|-failure)?$/.test(event))) {
    return 'Flux would run the test at each change, as an ordinary object: set hooks: "drop" in the helm step';
  }
  return 'Flux would apply it as an ordinary object, at no special time: set hooks: "drop" in the helm step, write a Job without the annotation, or leave the chart to a HelmRelease of Flux';
}
