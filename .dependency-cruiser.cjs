const { readdirSync } = require("node:fs");
const { join } = require("node:path");

// What a package exports is public; everything else of it is its own.
const publicEntries = readdirSync(join(__dirname, "packages")).flatMap((name) => {
  const { exports } = require(join(__dirname, "packages", name, "package.json"));
  const sources = Object.values(exports).flatMap((target) => target["@gitops/source"] ?? []);
  return sources.map((source) => `^${join("packages", name, source)}$`);
});

// The floors of the house: arrows point down only.
const onlyDependsOn = (name, ...allowed) => ({
  name: `${name}-stands-on-its-floor`,
  severity: "error",
  from: { path: `^packages/${name}/` },
  to: { path: `^packages/(?!(${[name, ...allowed].join("|")})/)` },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    onlyDependsOn("flux-events"),
    onlyDependsOn("manifest-renderer"),
    onlyDependsOn("github-reporter", "flux-events"),
    onlyDependsOn("promotion", "flux-events", "manifest-renderer", "github-reporter"),
    onlyDependsOn("testing"),
    {
      name: "packages-do-not-know-their-users",
      severity: "error",
      from: { path: "^packages/" },
      to: { path: "^(examples|test|scripts|bench)/" },
    },
    {
      name: "no-deep-imports-across-packages",
      severity: "error",
      from: { path: "^packages/([^/]+)/" },
      to: { path: "^packages/(?!$1/)[^/]+/src/", pathNot: publicEntries },
    },
    {
      name: "examples-use-public-entries",
      severity: "error",
      from: { path: "^(examples|test|docs|scripts|bench)/" },
      to: { path: "^packages/[^/]+/src/", pathNot: publicEntries },
    },
    {
      name: "the-core-of-the-renderer-runs-no-program-and-reads-no-disk",
      severity: "error",
      from: {
        path: "^packages/manifest-renderer/src/",
        pathNot:
          "^packages/manifest-renderer/src/(engines/(process|helm|kustomize|jsonnet)|node)/|\\.(test|examples)\\.ts$",
      },
      to: {
        path: [
          "^packages/manifest-renderer/src/(engines/(process|helm|kustomize|jsonnet)|node)/",
          "^(node:)?(fs|child_process|os|process)(/|$)",
        ],
      },
    },
    {
      name: "octokit-is-wrapped-once",
      severity: "error",
      from: { path: "^packages/(?!github-reporter/)" },
      to: { path: "node_modules/@octokit/" },
    },
    {
      name: "yaml-is-read-by-the-renderer-and-the-pipeline-parser",
      severity: "error",
      from: { path: "^packages/(flux-events|github-reporter|testing|promotion/src/(?!pipeline/))" },
      to: { path: "node_modules/yaml/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["@gitops/source", "import", "default"] },
  },
};
