const UNITS = ["B", "kB", "MB", "GB", "TB"];

/**
 * Writes a size as Flux does: `30.88kB`, four digits at most.
 *
 * @see https://pkg.go.dev/github.com/docker/go-units#HumanSize
 */
export function humanSize(bytes: number): string {
  const exponent = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  return `${Number((bytes / 1000 ** exponent).toPrecision(4))}${UNITS[exponent] ?? "B"}`;
}
