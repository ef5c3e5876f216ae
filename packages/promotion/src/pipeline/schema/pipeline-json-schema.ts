import schema from "../../../schema/pipeline.schema.json" with { type: "json" };

/**
 * JSON Schema (draft 7) of the pipeline file, for editors: what `parsePipeline` checks, but for what needs a program, such as
 * names that lead nowhere, time zones and folders that overlap.
 *
 * The package has it as a file as well: `@gitops/promotion/pipeline.schema.json`.
 *
 * @see https://json-schema.org/draft-07
 * @example
 * ```ts source="./pipeline-json-schema.examples.ts#pipelineJsonSchema_file"
 * writeFileSync(".gitops/pipeline.schema.json", JSON.stringify(pipelineJsonSchema));
 * ```
 */
export const pipelineJsonSchema: Readonly<Record<string, unknown>> = schema;
