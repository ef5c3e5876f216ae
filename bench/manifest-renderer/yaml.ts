import type { Resource } from "@gitops/manifest-renderer";
import { parseResources, stringifyResources } from "@gitops/manifest-renderer";
import { parseAllDocuments } from "yaml";

/** Steps of reading and writing the same resources, and what JSON and the `yaml` library take for them. */
export function yamlSteps(resources: readonly Resource[]): Readonly<Record<string, () => unknown>> {
  const text = stringifyResources(resources)._unsafeUnwrap();
  const json = JSON.stringify(resources);
  return {
    "read as JSON": () => JSON.parse(json) as unknown,
    read: () => parseResources(text)._unsafeUnwrap(),
    "read by yaml": () => parseAllDocuments(text).map((document) => document.toJS() as unknown),
    "write as JSON": () => JSON.stringify(resources),
    write: () => stringifyResources(resources)._unsafeUnwrap(),
  };
}

/** Resources as they stand in most clusters, about 800 bytes each: Deployments, Services and ConfigMaps in turn. */
export function typicalResources(count: number): readonly Resource[] {
  return Array.from({ length: count }, (_, index) => typicalResource(index));
}

function typicalResource(index: number): Resource {
  const name = `app-${index}`;
  const metadata = {
    name,
    namespace: `team-${index % 20}`,
    labels: { app: name, "app.kubernetes.io/part-of": "shop" },
  };
  if (index % 3 === 1) {
    const ports = [{ name: "http", port: 80, targetPort: "http" }];
    return { apiVersion: "v1", kind: "Service", metadata, spec: { selector: { app: name }, ports } };
  }
  if (index % 3 === 2) {
    const properties = `server.port=8080\nname=${name}\n# levels\nlog.level=INFO\n`.repeat(3);
    return { apiVersion: "v1", kind: "ConfigMap", metadata, data: { "app.properties": properties, MODE: "on" } };
  }
  const env = Array.from({ length: 10 }, (_, at) => ({ name: `SETTING_${at}`, value: `http://cart-${at}:8080/api` }));
  const container = {
    name: "main",
    image: `registry.example.com/team/${name}:1.${index}.0`,
    args: ["--listen=:8080", "--log-level=info"],
    env,
    ports: [{ containerPort: 8080, name: "http" }],
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "256Mi" } },
  };
  const template = { metadata: { labels: { app: name } }, spec: { containers: [container] } };
  const spec = { replicas: 3, selector: { matchLabels: { app: name } }, template };
  return { apiVersion: "apps/v1", kind: "Deployment", metadata, spec };
}
