/**
 * Field of a custom kind that holds an image: `spec.image`, or `spec.components[].image` for every item of a list.
 *
 * A text stands for the field in every kind; with `kind`, as `Kind.group`, it is looked for in that kind only.
 */
export type ImagePath = string | ImageField;

/** An image field of one kind. */
export interface ImageField {
  /** Kind, as `Kind.group`. */
  readonly kind: string;
  /** Path of the field. */
  readonly path: string;
}

/** Image fields by kind; the key `""` holds those of every kind. */
export type ImageFields = ReadonlyMap<string, readonly (readonly string[])[]>;

const FIELD_PATH = /^[A-Za-z_][\w-]*(?:\[\])*(?:\.[A-Za-z_][\w-]*(?:\[\])*)*$/;

/** Reads declared image paths; throws a TypeError for one that is no path. */
export function compileImagePaths(paths: readonly ImagePath[]): ImageFields {
  const fields = new Map<string, (readonly string[])[]>();
  for (const declared of paths) {
    const { kind, path } = typeof declared === "string" ? { kind: "", path: declared } : declared;
    if (!FIELD_PATH.test(path))
      throw new TypeError(`imagePaths: ${JSON.stringify(path)} is no path such as spec.images[].name`);
    const steps = path.split(".").flatMap((step) => step.split(/(?=\[\])/));
    const known = fields.get(kind);
    if (known === undefined) fields.set(kind, [steps]);
    else known.push(steps);
  }
  return fields;
}
