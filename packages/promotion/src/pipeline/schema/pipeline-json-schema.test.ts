import { readFileSync } from "node:fs";

import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

import { buildPipelineJsonSchema } from "../../../scripts/pipeline-json-schema.ts";
import { parsePipeline } from "../parse-pipeline.ts";
import { pipelineJsonSchema } from "./pipeline-json-schema.ts";

const ROOT = new URL("../../../../../", import.meta.url);
const FIXTURE = readFileSync(new URL("packages/promotion/fixtures/pipeline.yaml", ROOT), "utf8");
const EXAMPLES = ["packages/promotion/fixtures/pipeline.yaml", "examples/shop/manifests/.gitops/pipeline.yaml"];

// Ajv wants a type beside each keyword that has one, which is a matter of taste.
const validate = new Ajv({ strict: true, strictTypes: false, strictRequired: false }).compile(pipelineJsonSchema);

describe("the JSON Schema of the pipeline", () => {
  it("is what `npm run pipeline-schema` writes", () => {
    expect(pipelineJsonSchema).toEqual(JSON.parse(JSON.stringify(buildPipelineJsonSchema())));
  });

  it("describes the keys in the words of the reference", () => {
    const text = JSON.stringify(pipelineJsonSchema);
    expect(text).toContain('"merge":{"description":"Who merges: ');
    expect(text).toContain('"soak":{"description":"How long ');
  });

  it.each(EXAMPLES)("accepts %s, as the parser does", (file) => {
    const text = readFileSync(new URL(file, ROOT), "utf8");
    expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
    expect(parsePipeline(text).isOk()).toBe(true);
  });

  it.each([
    ["a key that is not there", "merge: auto", "merges: auto"],
    ["a value that is not there", "merge: auto", "merge: always"],
    ["a gate of no kind", "kind: approval,", "kind: applause,"],
    ["a duration without a unit", "soak: 2h", "soak: 2"],
    ["a share of more than all", '"50%"', '"150%"'],
    ["a required key that is missing", "version: 1\n", ""],
    ["a name with capitals", "  dev:", "  Dev:"],
    ["a folder outside of the repository", "envs/{env}/{app}", "../{env}/{app}"],
    ["a team without its organization", "acme/sre", "sre"],
    ["an environment without clusters", "clusters: [load]", "clusters: []"],
  ])("refuses %s, as the parser does", (_, from, to) => {
    expect(FIXTURE).toContain(from);
    const broken = FIXTURE.replace(from, to);
    expect(validate(parse(broken))).toBe(false);
    expect(parsePipeline(broken).isErr()).toBe(true);
  });
});
