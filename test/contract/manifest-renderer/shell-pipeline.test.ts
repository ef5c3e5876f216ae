import { planChanges, render, type EngineStep, type RenderRequest } from "@gitops/manifest-renderer";
import { describe, expect, test } from "vitest";

import { presentEngines } from "./present-engines.ts";

// What envsubst, `helm template`, `kubectl kustomize`, `cp -r` and `>>` in a shell script make of ordinary input: an error of
// kustomize, other text, the default of the chart, files that stay for ever, one file for everything.

const CHART = {
  "chart/Chart.yaml": "apiVersion: v2\nname: vote\nversion: 1.0.0\n",
  "chart/values.yaml": "image: registry.example/vote:v3\ntitle: Vote\n",
  "chart/templates/deployment.yaml": [
    "apiVersion: apps/v1",
    "kind: Deployment",
    "metadata: {name: vote}",
    "spec:",
    "  template:",
    "    spec:",
    "      containers:",
    "        - name: vote",
    '          image: {{ required "image" .Values.image | quote }}',
    "          env: [{name: TITLE, value: {{ .Values.title | quote }}}]",
    "",
  ].join("\n"),
  "kustomize/kustomization.yaml": "resources: [_upstream.yaml]\nlabels: [{pairs: {team: vote}}]\n",
};
const PLAIN = {
  "deployment.yaml": [
    "apiVersion: apps/v1",
    "kind: Deployment",
    "metadata: {name: vote}",
    "spec:",
    "  template:",
    "    spec:",
    "      containers:",
    "        - name: vote",
    "          image: vote",
    '          env: [{name: TITLE, value: "${title}"}]',
    "",
  ].join("\n"),
};

interface Way {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly more: Pick<RenderRequest, "chain" | "engines">;
}

const { helm, kustomize, missing } = presentEngines();
const chain: readonly EngineStep[] = [
  { engine: "helm", chart: "chart", imageValues: { vote: "image" } },
  { engine: "kustomize", path: "kustomize" },
];
const ways: readonly Way[] = [
  { name: "plain templates", files: PLAIN, more: {} },
  ...helm.flatMap(({ version, engine }) =>
    kustomize.slice(0, 1).map((other) => ({
      name: `helm ${version} and kustomize`,
      files: CHART,
      more: { chain, engines: [engine, other.engine] },
    })),
  ),
];
if (ways.length === 1)
  console.log(`shell pipeline: plain templates only, because this machine has no ${missing.join(" and no ")}`);

const DIGEST = `sha256:${"a".repeat(64)}`;

describe.each(ways)("what a shell pipeline fails on, with $name", ({ files, more }) => {
  const made = (tag: string, title: string | undefined, templates = files): RenderRequest => ({
    app: "vote",
    environment: "dev",
    namespace: "vote",
    templates: new Map(Object.entries(templates)),
    images: [{ name: "vote", reference: `registry.example/vote:${tag}@${DIGEST}` }],
    layers: [{ source: "dev", values: title === undefined ? {} : { title } }],
    source: { repository: "acme/vote", sha: "1".repeat(40) },
    ...more,
  });
  const container = async (request: RenderRequest): Promise<unknown> => {
    const tree = (await render(request))._unsafeUnwrap();
    const [resource] = tree.resources as unknown as [{ spec: { template: { spec: { containers: unknown[] } } } }];
    return resource.spec.template.spec.containers[0];
  };

  test.each(["1234567", "1e3", "0123", "1.10", "on", "0x1F", "6063e25", "null", "12_000"])(
    "the image tag %s stays as it is",
    async (tag) => {
      expect(await container(made(tag, "Vote"))).toMatchObject({ image: `registry.example/vote:${tag}@${DIGEST}` });
    },
  );

  test.each([
    'Cats "or" dogs',
    "Cats: or dogs",
    "# cats",
    "- cats",
    "yes",
    "0123",
    "{{ cats }}",
    "it's",
    "a\nb: c",
    "$HOME",
  ])("the title %j stays as it is", async (title) => {
    expect(await container(made("v4", title))).toMatchObject({ env: [{ name: "TITLE", value: title }] });
  });

  test("files with Windows' line ends give the same bytes", async () => {
    const windows = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, text.replaceAll("\n", "\r\n")]),
    );
    const [converted, usual] = [await render(made("v4", "Vote", windows)), await render(made("v4", "Vote"))];
    expect(converted._unsafeUnwrap().files).toEqual(usual._unsafeUnwrap().files);
  });

  test("an image that nothing uses is an error, and the default of the chart does not stand in for it", async () => {
    const images = [{ name: "poll", reference: `registry.example/poll:v4@${DIGEST}` }];
    const error = (await render({ ...made("v4", "Vote"), images }))._unsafeUnwrapErr();
    expect(error.code).toBe("RENDER_REJECTED");
    expect(error.message).toContain("(image/unmatched)");
  });

  test("each object has a file of its own, and a file that is no longer rendered is deleted", async () => {
    const tree = (await render(made("v4", "Vote")))._unsafeUnwrap();
    expect([...tree.files.keys()]).toEqual(["vote/deployment.apps_vote.yaml"]);
    const before = new Map([...tree.files, ["vote/service_old.yaml", "old"]]);
    const record = { ...tree.provenance.files, "vote/service_old.yaml": `sha256:${"0".repeat(64)}` };
    const change = planChanges(before, tree, { previous: record, overwriteEdited: true })._unsafeUnwrap();
    expect(change).toMatchObject({ remove: ["vote/service_old.yaml"], write: new Map() });
  });

  test("a second render adds nothing", async () => {
    const [one, two] = [await render(made("v4", "Vote")), await render(made("v4", "Vote"))];
    expect(two._unsafeUnwrap().files).toEqual(one._unsafeUnwrap().files);
  });
});

test("a value that nobody sets is an error that names its place, and not an empty text", async () => {
  const error = (
    await render({
      app: "vote",
      environment: "dev",
      templates: new Map(Object.entries(PLAIN)),
      images: [{ name: "vote", reference: `registry.example/vote:v4@${DIGEST}` }],
      layers: [{ source: "dev.yaml", values: {} }],
      source: { repository: "acme/vote", sha: "1".repeat(40) },
    })
  )._unsafeUnwrapErr();
  expect(error.message).toContain("deployment.yaml:10: ${title} has no value: not in dev.yaml (placeholder/undefined)");
});
