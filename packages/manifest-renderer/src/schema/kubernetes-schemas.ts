import { KUBERNETES_KINDS, KUBERNETES_TYPES, KUBERNETES_VERSION } from "./generated/kubernetes-types.ts";
import type { SchemaPack } from "./schema-pack.ts";
import { decodeSchemas } from "./decode-schemas.ts";

/** Version of Kubernetes that {@link kubernetesSchemas} describes, for example `1.36`. */
export const kubernetesVersion: string = KUBERNETES_VERSION;

/**
 * The fields of every kind that Kubernetes brings along, for example of Deployment, Ingress and StorageClass.
 *
 * It weighs about 15 KB compressed, which is why it is an entry of its own. A cluster of another version knows other
 * fields: newer ones are missed here, and those that an older cluster does not know yet pass.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 * @example
 * ```ts source="./schema-pack.examples.ts#combineSchemas"
 * const schemas = combineSchemas(kubernetesSchemas, schemasOf(customResourceDefinitions));
 * const versions = schemas.apiVersionsOf("HorizontalPodAutoscaler"); // ["autoscaling/v1", "autoscaling/v2"]
 * ```
 */
export const kubernetesSchemas: SchemaPack = decodeSchemas({
  fingerprint: `kubernetes ${KUBERNETES_VERSION}`,
  kinds: KUBERNETES_KINDS,
  types: KUBERNETES_TYPES,
});
