import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import ts from "typescript-eslint";

import { mustUseResult } from "./tools/eslint-must-use-result.js";

export default defineConfig(
  globalIgnores(["**/dist", "**/generated", "coverage", "docs/api", "etc", "artifacts"]),
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname } },
    plugins: { house: { rules: { "must-use-result": mustUseResult } } },
    rules: {
      "house/must-use-result": "error",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "no-restricted-properties": ["error", { property: "_unsafeUnwrap" }, { property: "_unsafeUnwrapErr" }],
      "@typescript-eslint/consistent-type-imports": "error",
      // Index signatures are read with brackets (noPropertyAccessFromIndexSignature).
      "@typescript-eslint/dot-notation": "off",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  {
    // Names are found by searching for them; a default export has none.
    files: ["packages/**/*.ts", "examples/**/*.ts"],
    rules: {
      "no-restricted-syntax": ["error", { selector: "ExportDefaultDeclaration", message: "Export by name." }],
    },
  },
  {
    // Environment, output and ports belong to whoever uses the packages.
    files: ["packages/!(testing)/src/**/*.ts"],
    // The sub-paths of the renderer that run programs and read folders, and the laws of lanes, which kill processes.
    ignores: [
      "**/*.test.ts",
      "**/*.examples.ts",
      "packages/manifest-renderer/src/{engines/{process,helm,kustomize,jsonnet},node}/**",
      "packages/github-reporter/src/lane-laws/**",
    ],
    rules: {
      "no-restricted-globals": ["error", "process", "console"],
      "no-restricted-imports": [
        "error",
        "node:process",
        "node:http",
        "node:https",
        "node:net",
        "node:child_process",
        "node:fs",
      ],
    },
  },
  {
    files: ["**/*.test.ts", "{test,bench}/**/*.ts"],
    rules: {
      "no-restricted-properties": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/explicit-module-boundary-types": "off",
    },
  },
  {
    files: ["**/*.{js,cjs,mjs}"],
    languageOptions: {
      globals: {
        console: "readonly",
        process: "readonly",
        module: "writable",
        require: "readonly",
        __dirname: "readonly",
        URL: "readonly",
        fetch: "readonly",
      },
    },
  },
);
