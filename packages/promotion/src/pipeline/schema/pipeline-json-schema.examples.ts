import { writeFileSync } from "node:fs";

import { pipelineJsonSchema } from "../../index.ts";

//#region pipelineJsonSchema_file
writeFileSync(".gitops/pipeline.schema.json", JSON.stringify(pipelineJsonSchema));
//#endregion
