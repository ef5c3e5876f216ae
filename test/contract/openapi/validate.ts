import { Ajv2019 } from "ajv/dist/2019.js";
import addFormats from "ajv-formats";

import { schemas, type Node } from "./description.ts";
import { COMPONENTS, toComponents, toJsonSchema } from "./json-schema.ts";

/** One thing on which a value and its schema disagree. */
export interface Mismatch {
  /** JSON pointer to the part of the value; empty for the value itself. */
  readonly path: string;
  /** What is wrong with it. */
  readonly text: string;
}

/** Compares a value with a schema of the description. */
export type Validate = (schema: Node, value: unknown) => readonly Mismatch[];

/** For answers, which may have more properties than the description names. */
export const validateAnswer: Validate = createValidate({});
/** For request bodies, which may not. */
export const validateRequest: Validate = createValidate({ closed: true });
/** For query parameters: as request bodies, but numbers and booleans come as text. */
export const validateQuery: Validate = createValidate({ closed: true, coerced: true });

function createValidate(options: { readonly closed?: boolean; readonly coerced?: boolean }): Validate {
  const ajv = new Ajv2019({ strict: false, allErrors: true, coerceTypes: options.coerced ?? false, logger: false });
  addFormats.default(ajv);
  // GitHub answers "" where there is no address to give, e.g. in environment_url and log_url.
  ajv.addFormat("uri", (text) => text === "" || URL.canParse(text));
  // The addresses of Apps have brackets: 41898282+github-actions[bot]@users.noreply.github.com.
  ajv.addFormat("email", /^[^@\s]+@[^@\s]+$/);
  ajv.addSchema(toComponents(schemas, options), COMPONENTS);

  const compiled = new Map<Node, ReturnType<typeof ajv.compile>>();
  return (schema, value) => {
    const validate = compiled.get(schema) ?? ajv.compile(toJsonSchema(schema, options));
    compiled.set(schema, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, keyword, params, message = keyword }) =>
      keyword === "unevaluatedProperties"
        ? { path: `${instancePath}/${String(params["unevaluatedProperty"])}`, text: "is not in the description" }
        : { path: instancePath, text: message },
    );
  };
}
