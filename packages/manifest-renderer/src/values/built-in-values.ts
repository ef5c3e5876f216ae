import type { JsonObject } from "../json.ts";
import type { ImageReference } from "../transforms/image-reference.ts";
import { parseImage } from "../transforms/image-reference.ts";

/** What the built-in values are made of. */
export interface BuiltInSource {
  /** Name of the app. */
  readonly app: string;
  /** Name of the environment. */
  readonly environment: string;
  /** Namespace of the request. */
  readonly namespace?: string | undefined;
  /** Images of the release. */
  readonly images: readonly ImageReference[];
}

/**
 * Values that every template can use, below all configuration: `app`, `environment`, `namespace`, and
 * `images.<name>.reference`, `.repository`, `.tag` and `.digest`.
 *
 * The commit is not among them: manifests would then change with every commit, and there would always be something to deploy.
 */
export function builtInValues({ app, environment, namespace, images }: BuiltInSource): JsonObject {
  const parts = images.map(({ name, reference }): [string, JsonObject] => {
    const { repository, tag, digest } = parseImage(reference) ?? {};
    return [name, present({ reference, repository, tag, digest })];
  });
  return present({ app, environment, namespace, images: Object.fromEntries(parts) });
}

function present(values: Readonly<Record<string, JsonObject | string | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
}
