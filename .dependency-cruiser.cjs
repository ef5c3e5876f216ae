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
      to: { path: "^packages/(?!$1/)[^/]+/src/(?!index\\.ts$)" },
    },
    {
      name: "examples-use-public-entries",
      severity: "error",
      from: { path: "^(examples|test|scripts|bench)/" },
      to: { path: "^packages/[^/]+/src/.+/(?!index\\.ts$)", pathNot: "\\.examples\\.ts$" },
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
