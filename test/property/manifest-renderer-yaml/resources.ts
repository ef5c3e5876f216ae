import type { JsonValue, Resource } from "@gitops/manifest-renderer";
import fc from "fast-check";

const plain = fc.constantFrom(
  "http",
  "nginx:1.27",
  "a b",
  "25%",
  "--log-level=info",
  "http://cart:8080/x",
  "100m",
  "y",
);
const tricky = fc.constantFrom(
  "on",
  "1.10",
  "0644",
  "a: b",
  "a #b",
  "it's",
  "",
  "~",
  "2024-01-01",
  "x\ty",
  "\u00e9",
  "/",
);
const marked = fc.constantFrom("${NAME}", "__HOST__", "#{PORT}#", "a ${NAME} b", "$(POD)", "#!/bin/sh\nset -e\n");
const texts = fc
  .array(fc.constantFrom("line", "  deeper", "", "# no comment", "a: b", "tab\there", "- x"), {
    minLength: 1,
    maxLength: 6,
  })
  .map((lines) => lines.join("\n"));
const text = fc.oneof(
  plain,
  tricky,
  marked,
  texts,
  texts.map((all) => `${all}\n`),
);
const key = fc.oneof(
  fc.constantFrom("name", "image", "app.kubernetes.io/name", "log.level", "TIMEOUT", "on", "kind", "a-b_c"),
  fc.constantFrom("8080", "with space", "1.5", "null", "x\ny"),
);
const scalar = fc.oneof(
  { weight: 4, arbitrary: text },
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(0.5, 1e21, 9007199254740993n, -0.25),
);
const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 5 }),
  ),
}));

/** Objects that look like those of Kubernetes, with the texts and keys that make reading hard. */
export const kubernetesLike: fc.Arbitrary<Resource> = fc
  .record({ spec: value, data: fc.dictionary(key, text, { maxKeys: 4 }) })
  .map(({ spec, data }) => ({
    apiVersion: "v1",
    kind: "Probe",
    metadata: { name: "a", labels: { app: "a" } },
    spec,
    data,
  }));

/** Objects as they stand in most clusters. */
export function realisticResources(): readonly Resource[] {
  const metadata = { name: "cart", namespace: "shop", labels: { app: "cart", "app.kubernetes.io/part-of": "shop" } };
  const env = [
    { name: "TITLE", value: 'Hello: "world" # 1' },
    { name: "PORT", value: "8080" },
    { name: "URL", value: "http://cart.shop.svc:8080/api?a=b&c=d" },
    { name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
    { name: "REPLACED", value: "${cart.title}" },
  ];
  const container = {
    name: "cart",
    image: "ghcr.io/acme/cart:1.4.2",
    command: ["sh", "-c", "exec /bin/cart --listen=:8080"],
    env,
    ports: [{ name: "http", containerPort: 8080, protocol: "TCP" }],
    resources: { limits: { cpu: "500m", memory: "128Mi" }, requests: { cpu: 0.1, memory: "64Mi" } },
    livenessProbe: { httpGet: { path: "/healthz", port: "http" }, initialDelaySeconds: 5 },
    securityContext: { capabilities: { drop: ["ALL"] }, runAsNonRoot: true, allowPrivilegeEscalation: false },
    volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
  };
  const pod = { containers: [container], volumes: [{ name: "tmp", emptyDir: {} }], tolerations: [] };
  const selector = { matchLabels: { app: "cart" } };
  return [
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata,
      spec: { replicas: 3, selector, template: { metadata, spec: pod } },
    },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata,
      spec: { selector: { app: "cart" }, ports: [{ port: 80, targetPort: "http" }] },
    },
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata,
      data: {
        "run.sh": "#!/bin/sh\nset -e\n\nif true; then\n\techo $1\nfi\n",
        "a.json": '{\n  "a": "b"\n}',
        MODE: "on",
        EMPTY: "",
      },
    },
    { apiVersion: "v1", kind: "Secret", metadata, type: "Opaque", data: { password: "aHVudGVyMg==" } },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: { ...metadata, annotations: { "nginx.ingress.kubernetes.io/rewrite-target": "/$2" } },
      spec: {
        rules: [
          {
            host: "cart.example.com",
            http: {
              paths: [
                {
                  path: "/cart(/|$)(.*)",
                  pathType: "Prefix",
                  backend: { service: { name: "cart", port: { name: "http" } } },
                },
              ],
            },
          },
        ],
      },
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata,
      rules: [{ apiGroups: ["", "apps"], resources: ["pods", "pods/log"], verbs: ["get", "list", "*"] }],
    },
    {
      apiVersion: "batch/v1",
      kind: "CronJob",
      metadata,
      spec: { schedule: "*/5 * * * *", suspend: false, jobTemplate: { spec: { template: { spec: pod } } } },
    },
  ];
}
