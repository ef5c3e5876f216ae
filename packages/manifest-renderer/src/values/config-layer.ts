import type { JsonObject } from "../json.ts";

/** The values of one configuration source: a file of the configuration repository, or the variables of an environment. */
export interface ConfigLayer {
  /** Name of the source in messages, for example `acme/shop-config:dev/cart/values.yaml`. */
  readonly source: string;
  /** The values; maps are merged with the layers below, lists and scalars replace them. */
  readonly values: JsonObject;
}
