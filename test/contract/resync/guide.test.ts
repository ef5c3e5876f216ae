import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { kubernetesStateSource, type KubernetesGet, type StatePage } from "@gitops/github-reporter";
import { afterEach, describe, expect, it } from "vitest";

import { getByKubectl, getWith } from "../../../docs/resync.examples.ts";
import { fetchEngines } from "../../../scripts/fetch-engines.mjs";
import { skipWithout } from "../manifest-renderer/present-engines.ts";
import { failure, type KubernetesApi, startKubernetesApi } from "./kubernetes-api.ts";
import { KUSTOMIZATIONS, kustomizations } from "./recorded.ts";

const toClean: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of toClean.splice(0)) await clean();
});

async function pagesOf(get: KubernetesGet): Promise<readonly StatePage[]> {
  const pages: StatePage[] = [];
  for await (const page of kubernetesStateSource({ get, pageSize: 2 }).read()) pages.push(page._unsafeUnwrap());
  return pages;
}

async function api(options: Parameters<typeof startKubernetesApi>[0]): Promise<KubernetesApi> {
  const started = await startKubernetesApi(options);
  toClean.push(() => started.close());
  return started;
}

/** A kubectl that prints its arguments' path as a list of one object, or an error of the server. */
function kubectl(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), "kubectl-"));
  toClean.push(() => {
    rmSync(folder, { recursive: true });
  });
  const program = join(folder, "kubectl");
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  return program;
}

describe("the guide's way to ask with a kubeconfig", () => {
  it("reads pages with the credentials of the client", async () => {
    const { url, requests } = await api({ lists: { [KUSTOMIZATIONS]: kustomizations(3) } });
    let applied = 0;
    const pages = await pagesOf(
      getWith({
        getCurrentCluster: () => ({ server: `${url}/` }),
        applyToHTTPSOptions: (options) => {
          applied += 1;
          options.headers = { ...(options.headers as object), authorization: "Bearer token" };
          return Promise.resolve();
        },
      }),
    );

    expect(pages.map(({ objects }) => objects.length)).toEqual([2, 1, 0]);
    expect(pages.at(-1)!.problems).toMatchObject([{ code: "kind-missing" }]);
    expect(applied).toBe(requests.length);
  });

  it("passes on what the API refuses", async () => {
    const { url } = await api({ lists: {}, fault: () => failure(403, "Forbidden") });
    const config = { getCurrentCluster: () => ({ server: url }), applyToHTTPSOptions: () => Promise.resolve() };
    const pages = await pagesOf(getWith(config));

    expect(pages.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual([
      "kind-forbidden",
      "kind-forbidden",
    ]);
  });
});

describe.skipIf(process.platform === "win32")("the guide's way to ask with kubectl", () => {
  it("reads what it prints", async () => {
    const list = JSON.stringify({ items: kustomizations(1) });
    const program = kubectl(`[ "$1 $2 $3 $4" = "--context dev get --raw" ] && echo '${list}'`);
    const [page] = await pagesOf(getByKubectl("dev", program));

    expect(page!.objects).toMatchObject([{ name: "cart-0" }]);
  });

  it("understands what it says of a refusal", async () => {
    const forbidden = `echo 'Error from server (Forbidden): kustomizations is forbidden' >&2; exit 1`;
    const missing = `echo 'Error from server (NotFound): the server could not find the requested resource' >&2; exit 1`;
    const codes = async (script: string) =>
      (await pagesOf(getByKubectl("dev", kubectl(script)))).map(({ problems }) => problems[0]!.code);

    expect(await codes(forbidden)).toEqual(["kind-forbidden", "kind-forbidden"]);
    expect(await codes(missing)).toEqual(["kind-missing", "kind-missing"]);
    const unauthorized = "echo 'error: You must be logged in to the server (Unauthorized)' >&2; exit 1";
    const get = getByKubectl("dev", kubectl(unauthorized));
    await expect(get("/apis", { signal: new AbortController().signal })).rejects.toMatchObject({ status: 401 });
  });
});

const binaries = fetchEngines().kubectl;

describe("the guide's way to ask with a real kubectl", () => {
  skipWithout("kubectl", binaries);

  it.each(binaries)("reads pages and refusals, with $version", async ({ path }) => {
    const { url } = await api({
      lists: { [KUSTOMIZATIONS]: kustomizations(3) },
      fault: (request) => (request.path.includes("helmreleases") ? failure(403, "Forbidden") : undefined),
    });
    const pages = await pagesOf(getByKubectl("dev", withKubeconfig(path, url)));

    expect(pages.map(({ objects }) => objects.length)).toEqual([2, 1, 0]);
    expect(pages.at(-1)!.problems).toMatchObject([{ code: "kind-forbidden", kind: "HelmRelease" }]);
  });
});

/** Gives a kubectl a configuration of its own, and none of the machine's. */
function withKubeconfig(program: string, server: string): string {
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "played", cluster: { server } }],
    contexts: [{ name: "dev", context: { cluster: "played", user: "nobody" } }],
    users: [{ name: "nobody", user: {} }],
  };
  const folder = mkdtempSync(join(tmpdir(), "kubeconfig-"));
  toClean.push(() => {
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, "config");
  writeFileSync(file, JSON.stringify(config));
  return kubectl(`HOME='${folder}' KUBECONFIG='${file}' exec '${program}' "$@"`);
}
