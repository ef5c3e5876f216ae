import { definePipeline, parsePipeline, type Pipeline, type PipelineSpec, type Upstream } from "@gitops/promotion";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";

const APPS = ["cart", "front", "db"];
const CLUSTERS = ["one", "two", "three", "four"];
const ENVIRONMENTS = ["dev", "stage", "perf", "prod"];
const PATHS = [
  "envs/{env}/{app}",
  "{app}",
  "{env}/{wave}/{app}",
  "{cluster}/{env}/{app}",
  "{env}/{app}/{wave}/{cluster}",
];

const some = (names: readonly string[]): fc.Arbitrary<string[]> => fc.subarray([...names], { minLength: 1 });

const policy = fc.record(
  {
    merge: fc.constantFrom("manual", "auto"),
    select: fc.constantFrom("latest", "every", "manual"),
    groupPullRequestsBy: fc.constantFrom("app", "cluster", "environment"),
    gates: fc.constantFrom([], [{ kind: "approval" }], [{ kind: "soak", duration: "24h" }]),
    deployment: fc.constantFrom(false, { environment: "{env}-{app}" }),
  },
  { requiredKeys: [] },
);

const manifests = fc.record(
  { path: fc.constantFrom(...PATHS), baseBranch: fc.constantFrom("main", "env/{env}", "env/{env}/{cluster}") },
  { requiredKeys: [] },
);

/** Waves that part the clusters, and now and then ones that do not. */
const waves = (clusters: readonly string[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.constant(clusters.map((cluster) => ({ name: `wave-${cluster}`, clusters: [cluster], soak: "2h" }))),
    fc.constant([{ name: "all", clusters }]),
    some(CLUSTERS).map((chosen) => [{ name: "some", clusters: chosen }]),
  );

const environment = (index: number): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
  some(CLUSTERS).chain((clusters) =>
    fc
      .record(
        {
          after: index === 0 ? fc.constant([]) : fc.subarray(ENVIRONMENTS.slice(0, index)),
          any: fc.boolean(),
          waves: waves(clusters),
          manifests,
          policy,
          apps: fc.dictionary(fc.constantFrom(...APPS), policy, { maxKeys: 2 }),
        },
        { requiredKeys: ["after", "any", "policy"] },
      )
      .map(({ after, any, policy: own, ...rest }) => ({
        ...rest,
        ...own,
        clusters,
        ...(after.length > 0 && { after: any ? { any: after } : after }),
      })),
  );

/** Of the right shape, and mostly with a mistake or two. */
const spec = fc
  .record({
    manifests,
    environments: fc.tuple(...ENVIRONMENTS.map((_, index) => environment(index))),
    dependsOn: fc.subarray(["db", "front"]),
    only: some(ENVIRONMENTS),
    flux: fc.constantFrom("{app}", "{env}-{app}", "{env}-{app}-{wave}"),
    source: fc.constantFrom({ repo: "acme/shop" }),
  })
  .map(({ manifests: own, environments, dependsOn, only, flux, source }) => ({
    version: 1,
    name: "shop",
    source,
    manifests: { repo: "acme/shop-manifests", ...own },
    clusters: Object.fromEntries(CLUSTERS.map((name) => [name, { flux: { name: flux } }])),
    apps: {
      cart: { templates: "cart", images: {}, dependsOn },
      front: { templates: "front", images: {} },
      db: { templates: "db", images: {}, environments: only },
    },
    environments: Object.fromEntries(ENVIRONMENTS.map((name, index) => [name, environments[index]])),
  })) as fc.Arbitrary<unknown> as fc.Arbitrary<PipelineSpec>;

function slotsOf(upstream: Upstream | undefined): readonly string[] {
  if (upstream === undefined) return [];
  if ("slots" in upstream) return upstream.slots;
  return ("all" in upstream ? upstream.all : upstream.any).flatMap(slotsOf);
}

function expectSound({ slots, tracks, environments }: Pipeline): void {
  const folders = slots.map(({ repository, baseBranch, path }) => `${repository} ${baseBranch} ${path}/`);
  for (const [index, folder] of folders.entries()) {
    expect(folders.filter((other, place) => place !== index && other.startsWith(folder))).toEqual([]);
  }
  const ids = slots.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const targets = slots.flatMap((slot) =>
    slot.targets.map(({ cluster, kind, namespace, objectName }) => [cluster, kind, namespace, objectName].join(" ")),
  );
  expect(new Set(targets).size).toBe(targets.length);

  expect(tracks.flatMap((track) => track.slots).sort()).toEqual([...ids].sort());
  expect(new Set(tracks.map(({ id }) => id)).size).toBe(tracks.length);
  const branches = tracks.map(({ repository, branch }) => `${repository} ${branch}`);
  for (const branch of branches) {
    expect(branches.filter((other) => other === branch || other.startsWith(`${branch}/`))).toHaveLength(1);
  }
  for (const { id, repository, baseBranch, slots: members } of tracks) {
    for (const member of slots.filter((slot) => members.includes(slot.id))) {
      expect([member.track, member.repository, member.baseBranch]).toEqual([id, repository, baseBranch]);
    }
  }

  for (const [index, slot] of slots.entries()) {
    const before = slotsOf(slot.upstream).map((id) => slots.findIndex((other) => other.id === id));
    expect(before.every((place) => place >= 0 && place < index && slots[place]?.app === slot.app)).toBe(true);
    const at = environments.indexOf(slot.environment);
    expect(slot.next.every((name) => environments.indexOf(name) > at)).toBe(true);
    for (const id of slot.dependencies) {
      const needed = slots.find((other) => other.id === id);
      expect([needed?.environment, needed?.part]).toEqual([slot.environment, slot.part]);
    }
  }
}

describe("any pipeline", () => {
  it("is sound when it is accepted, and the same in YAML as in TypeScript", () => {
    let accepted = 0;
    fc.assert(
      fc.property(spec, (written) => {
        const defined = definePipeline(written);
        const parsed = parsePipeline(stringify(written));
        expect(parsed.isOk()).toBe(defined.isOk());
        if (defined.isErr() || parsed.isErr()) return;
        accepted += 1;
        expect(parsed.value).toEqual(defined.value);
        expectSound(defined.value);
      }),
      { numRuns: 1_500 },
    );
    // Else it would show nothing.
    expect(accepted).toBeGreaterThan(30);
  });

  it("never throws, whatever the file says", () => {
    const keys = ["version", "apps", "environments", "clusters", "manifests", "after", "waves", "path", "__proto__"];
    const anything = fc.anything({ key: fc.oneof(fc.constantFrom(...keys), fc.string()), maxDepth: 4 });
    fc.assert(
      fc.property(anything, spec, fc.constantFrom(...keys), (value, written, key) => {
        expect(definePipeline({ ...written, [key]: value })).toBeDefined();
        expect(definePipeline(value as PipelineSpec).isErr()).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parsePipeline(text).isErr()).toBe(true);
      }),
    );
  });
});
