import { readFileSync } from "node:fs";

const FIXTURES = new URL("../../../packages/github-reporter/fixtures/resync/", import.meta.url);

export const KUSTOMIZATIONS = "/apis/kustomize.toolkit.fluxcd.io/v1/kustomizations";
export const HELM_RELEASES = "/apis/helm.toolkit.fluxcd.io/v2/helmreleases";

export interface RecordedObject {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly status: Readonly<Record<string, unknown>>;
}

/** Reads an object as the Kubernetes API lists it, such as `kustomizations/ready`. */
export function recorded(name: string): RecordedObject {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), "utf8")) as RecordedObject;
}

/** As many ready Kustomizations as wanted: cart-0, cart-1 and so on. */
export function kustomizations(count: number): readonly RecordedObject[] {
  const { metadata, ...rest } = recorded("kustomizations/ready");
  return Array.from({ length: count }, (_, index) => ({
    ...rest,
    metadata: { ...metadata, name: `cart-${index}`, uid: `uid-${index}` },
  }));
}
