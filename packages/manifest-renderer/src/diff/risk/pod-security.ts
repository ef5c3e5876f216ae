import type { JsonObject, JsonValue } from "../../json.ts";
import { isJsonObject } from "../../json.ts";
import type { Resource } from "../../resource/resource.ts";
import { listItem, podSpecsOf } from "./pod-specs.ts";
import type { ObjectChange, Risk } from "./risk.ts";

const HOST_FIELDS = {
  hostNetwork: "the pods use the network of their node",
  hostPID: "the pods see the processes of their node",
  hostIPC: "the pods share the memory of their node",
} as const;
const CONTAINER_LISTS = ["initContainers", "containers", "ephemeralContainers"];

/**
 * Rights over the node that pods get and did not have: privileged containers, host namespaces, host paths, capabilities.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function podSecurityRisks({ kind, before, after }: ObjectChange): readonly Risk[] {
  // The places of what a Secret holds would tell of it.
  if (kind === "Secret") return [];
  const known = new Set(rightsOf(before).map(keyOf));
  return rightsOf(after).filter((right) => !known.has(keyOf(right)));
}

function rightsOf(resource: Resource | undefined): readonly Risk[] {
  if (resource === undefined) return [];
  return podSpecsOf(resource).flatMap(({ path, spec }) => [
    ...Object.entries(HOST_FIELDS).flatMap(([field, message]) =>
      spec[field] === true ? [{ code: "exposure/host", message, path: `${path}.${field}` } as const] : [],
    ),
    ...items(spec, "volumes", path).flatMap(([volume, place]) =>
      isJsonObject(volume["hostPath"])
        ? [
            {
              code: "exposure/host",
              message: "the pods mount a folder of their node",
              path: `${place}.hostPath`,
            } as const,
          ]
        : [],
    ),
    ...CONTAINER_LISTS.flatMap((list) =>
      items(spec, list, path).flatMap(([container, place]) => containerRights(container, place)),
    ),
  ]);
}

function containerRights(container: JsonObject, place: string): readonly Risk[] {
  const context = container["securityContext"];
  if (!isJsonObject(context)) return [];
  const path = `${place}.securityContext`;
  const { privileged, allowPrivilegeEscalation, capabilities, runAsUser } = context;
  const added = isJsonObject(capabilities) ? capabilities["add"] : undefined;
  return [
    ...(privileged === true
      ? [risk("the container is privileged: it can do all that its node can", `${path}.privileged`)]
      : []),
    ...(allowPrivilegeEscalation === true
      ? [risk("processes of the container may get more rights than it has", `${path}.allowPrivilegeEscalation`)]
      : []),
    ...(runAsUser === 0 ? [risk("the container runs as root", `${path}.runAsUser`)] : []),
    ...(Array.isArray(added)
      ? (added as readonly JsonValue[]).map((name) =>
          risk("the container gets a capability of the kernel", `${path}.capabilities.add[${JSON.stringify(name)}]`),
        )
      : []),
  ];
}

function risk(message: string, path: string): Risk {
  return { code: "exposure/privileged", message, path };
}

function items(spec: JsonObject, list: string, path: string): readonly (readonly [JsonObject, string])[] {
  const value = spec[list];
  if (!Array.isArray(value)) return [];
  return (value as readonly JsonValue[]).flatMap((item, index) =>
    isJsonObject(item) ? [[item, `${path}.${list}[${listItem(item, index)}]`] as const] : [],
  );
}

function keyOf({ message, path }: Risk): string {
  return `${message} ${path ?? ""}`;
}
