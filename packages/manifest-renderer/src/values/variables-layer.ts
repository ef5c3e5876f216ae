import type { ConfigLayer } from "./config-layer.ts";

/** A variable of a GitHub environment, as the REST API lists it. */
export interface EnvironmentVariable {
  /** Name, for example `LOG_LEVEL`. */
  readonly name: string;
  /** Value; always text. `${REPLICAS:int}` makes a number of it. */
  readonly value: string;
}

/**
 * Makes a layer of the variables of a GitHub environment.
 *
 * @param source - Name of the layer in messages, for example `acme/shop environment prod`.
 * @example
 * ```ts source="./variables-layer.examples.ts#variablesLayer"
 * const layer = variablesLayer("acme/shop environment prod", [{ name: "LOG_LEVEL", value: "info" }]);
 * ```
 * @see https://docs.github.com/rest/actions/variables#list-environment-variables
 */
export function variablesLayer(source: string, variables: readonly EnvironmentVariable[]): ConfigLayer {
  return { source, values: Object.fromEntries(variables.map(({ name, value }) => [name, value])) };
}
