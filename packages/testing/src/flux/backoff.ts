const MIN_RETRY_DELAY = 750;
const MAX_RETRY_DELAY = 15 * 60_000;

/**
 * Tells how long Flux waits before it tries again what has failed so many times in a row: `--min-retry-delay` first, then
 * twice as long each time, up to `--max-retry-delay`.
 *
 * @see https://fluxcd.io/flux/components/helm/options/
 */
export function retryDelay(failures: number): number {
  return Math.min(MIN_RETRY_DELAY * 2 ** (failures - 1), MAX_RETRY_DELAY);
}
