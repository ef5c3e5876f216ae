/**
 * Writes lines of Helm's log as helm-controller keeps them: each after its time, RFC 3339 with as many digits as it needs.
 *
 * @see https://github.com/fluxcd/helm-controller/blob/main/internal/action/log.go
 */
export function helmLog(lines: readonly string[], time: Date): readonly string[] {
  const at = time.toISOString().replace(/\.?0*Z$/, "Z");
  return lines.map((line) => `${at}: ${line}`);
}
