import type { Reporter } from "../reporter/reporter.ts";
import type { KubernetesGet } from "./kubernetes/get.ts";
import { kubernetesStateSource } from "./kubernetes/kubernetes-state-source.ts";
import { resync, type ResyncOptions } from "./resync.ts";

export async function resyncExample(reporter: Reporter, get: KubernetesGet): Promise<string> {
  //#region resync
  const source = kubernetesStateSource({ get });
  const accept: ResyncOptions["accept"] = (event, origin) => reporter.accept(event, origin);
  const pass = await resync({ source, cluster: "dev", accept });
  return pass.match(
    ({ seen, accepted }) => `${accepted} of ${seen} were news`,
    ({ code, message }) => `${code}: ${message}`,
  );
  //#endregion
}
