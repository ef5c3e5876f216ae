// Writes packages/promotion/schema/pipeline.schema.json, which editors read; npm run pipeline-schema.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { format, resolveConfig } from "prettier";

import { buildPipelineJsonSchema } from "./pipeline-json-schema.ts";

const file = fileURLToPath(new URL("../schema/pipeline.schema.json", import.meta.url));
const text = JSON.stringify(buildPipelineJsonSchema(), undefined, 2);
writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
