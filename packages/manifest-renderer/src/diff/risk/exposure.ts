import type { JsonValue } from "../../json.ts";
import { isJsonObject } from "../../json.ts";
import type { Resource } from "../../resource/resource.ts";
import { isSameValue } from "../same-value.ts";
import type { FieldChange } from "../field-changes.ts";
import type { ObjectChange, Risk } from "./risk.ts";

/** Types that reach out of the cluster, and what they open. */
const OPEN_TYPES: ReadonlyMap<JsonValue | undefined, string> = new Map([
  ["LoadBalancer", "the service becomes reachable from outside, through a load balancer"],
  ["NodePort", "the service becomes reachable on a port of every node"],
]);

const POD_SECURITY = 'metadata.labels["pod-security.kubernetes.io/';

/**
 * Services that become reachable from outside of the cluster, network policies that say something else, and other pod security levels.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces
 */
export function exposureRisks({ kind, before, after, fields }: ObjectChange): readonly Risk[] {
  if (after === undefined) return [];
  if (kind === "Service") return serviceRisks(before, after);
  if (kind === "Namespace") return fields.filter(({ path }) => path.startsWith(POD_SECURITY)).map(podSecurityLevel);
  if (kind !== "NetworkPolicy.networking.k8s.io" || before === undefined) return [];
  if (isSameValue(before["spec"], after["spec"])) return [];
  return [{ code: "exposure/network", message: "the network policy lets other traffic through", path: "spec" }];
}

function podSecurityLevel({ path }: FieldChange): Risk {
  return { code: "exposure/privileged", message: "the namespace lets in pods of another pod security level", path };
}

function serviceRisks(before: Resource | undefined, after: Resource): readonly Risk[] {
  const [type, typeBefore] = [specField(after, "type"), before && specField(before, "type")];
  const opens = type === typeBefore ? undefined : OPEN_TYPES.get(type);
  const addresses = specField(after, "externalIPs");
  const isNew = Array.isArray(addresses) && !isSameValue(addresses, before && specField(before, "externalIPs"));
  return [
    ...(opens === undefined ? [] : [{ code: "exposure/network", message: opens, path: "spec.type" } as const]),
    ...(isNew
      ? [
          {
            code: "exposure/network",
            message: "the nodes take traffic to these addresses for the service",
            path: "spec.externalIPs",
          } as const,
        ]
      : []),
  ];
}

function specField(resource: Resource, field: string): JsonValue | undefined {
  const spec = resource["spec"];
  return isJsonObject(spec) ? spec[field] : undefined;
}
