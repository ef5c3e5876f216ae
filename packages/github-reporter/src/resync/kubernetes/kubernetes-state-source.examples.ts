import type { StateSource } from "../state-source.ts";
import { kubernetesStateSource } from "./kubernetes-state-source.ts";

export function inNamespace(authorization: string): StateSource {
  //#region kubernetesStateSource
  const source = kubernetesStateSource({
    get: async (path, { signal }) => {
      const response = await fetch(`https://kubernetes.default.svc${path}`, { headers: { authorization }, signal });
      if (!response.ok) throw Object.assign(new Error("The Kubernetes API refused"), { status: response.status });
      return response.json();
    },
    namespaces: ["flux-system"],
  });
  //#endregion
  return source;
}
