import { createHash } from "node:crypto";

import type { RenderRequest } from "@gitops/manifest-renderer";

/** An image of the release that every Deployment of the corpus uses. */
const IMAGE = { name: "app", reference: `registry.example/shop/app:1.4.2@sha256:${"a".repeat(64)}` };

/** YAML documents as teams have them: of three, a Deployment with ten variables, a Service and a ConfigMap. 10,000 are 8 MB. */
export function documents(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => [deployment, service, configMap][index % 3]?.(index) ?? "");
}

/** A request that renders a text. */
export function request(text: string): RenderRequest {
  return {
    app: "shop",
    environment: "prod",
    namespace: "shop",
    templates: new Map([["manifests.yaml", text]]),
    images: [IMAGE],
    layers: [],
    source: { repository: "acme/shop", sha: createHash("sha1").update("bench").digest("hex") },
    guards: { tooManyResources: "allow" },
  };
}

function deployment(index: number): string {
  const variables = Array.from(
    { length: 10 },
    (_, variable) => `            - name: VARIABLE_${variable}\n              value: "value ${variable} of ${index}"\n`,
  );
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: app-${index}
  labels:
    app.kubernetes.io/name: app-${index}
    app.kubernetes.io/part-of: shop
  annotations:
    example.com/description: The service number ${index} of the shop, with a text of some length
spec:
  replicas: ${(index % 5) + 1}
  selector:
    matchLabels:
      app.kubernetes.io/name: app-${index}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: app-${index}
    spec:
      containers:
        - name: app
          image: app
          args: ["--port", "8080"]
          ports:
            - name: http
              containerPort: 8080
          env:
${variables.join("")}          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 256Mi
          readinessProbe:
            httpGet:
              path: /healthz
              port: http
            periodSeconds: 5
`;
}

function service(index: number): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: app-${index - 1}
spec:
  selector:
    app.kubernetes.io/name: app-${index - 1}
  ports:
    - name: http
      port: 80
      targetPort: http
`;
}

function configMap(index: number): string {
  const lines = Array.from({ length: 10 }, (_, line) => `    key.${line} = value ${line} of the map ${index}`);
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: config-${index}
data:
  MODE: "on"
  RETRIES: "3"
  application.properties: |
${lines.join("\n")}
`;
}
