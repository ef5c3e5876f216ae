import { toJsonSchema } from "@valibot/to-json-schema";

import { pipelineSchema } from "../src/pipeline/schema/pipeline-schema.ts";
import { describeKeys, type JsonSchemaNode } from "./describe-keys.ts";

const ID = "https://unpkg.com/@gitops/promotion/schema/pipeline.schema.json";

/**
 * Makes the JSON Schema of the pipeline from the schema that checks it, and its descriptions from the doc comments of what
 * it stands for. What needs a program to check, such as time zones, is left to `parsePipeline`.
 */
export function buildPipelineJsonSchema(): JsonSchemaNode {
  const { $schema, ...schema } = toJsonSchema(pipelineSchema, {
    target: "draft-07",
    // What a check says cannot be said in JSON Schema; that an object is closed can.
    errorMode: "ignore",
    overrideAction: ({ valibotAction, jsonSchema }) =>
      valibotAction.type === "raw_check" ? { ...jsonSchema, additionalProperties: false } : undefined,
  });
  return { $schema, $id: ID, title: "Pipeline of @gitops/promotion", ...describeKeys(schema, "PipelineSpec") };
}
