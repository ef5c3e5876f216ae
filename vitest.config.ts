import { defineConfig } from "vitest/config";

export default defineConfig({
  ssr: { resolve: { conditions: ["@gitops/source", "module", "node", "development|production"] } },
  test: {
    // Tests that speak HTTP mostly wait, so more of them fit on a machine than it has processors.
    maxWorkers: 4,
    coverage: {
      provider: "v8",
      include: ["packages/*/src/**"],
      exclude: ["**/*.test.ts", "**/*.examples.ts"],
      reporter: ["text-summary", "lcov"],
    },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["packages/*/src/**/*.test.ts", "{scripts,tools}/*.test.ts"],
          // Most take milliseconds; a busy machine must not make one fail.
          testTimeout: 60_000,
        },
      },
      { extends: true, test: { name: "contract", include: ["test/contract/**/*.test.ts"], testTimeout: 60_000 } },
      { extends: true, test: { name: "property", include: ["test/property/**/*.test.ts"], testTimeout: 60_000 } },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts", "examples/*/test/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
