/** Seconds after which Flux tries again. It gives up after `spec.timeout` of the Provider, 15 seconds by default. */
export const RETRY_AFTER = "2";
