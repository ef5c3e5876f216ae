import { readFileSync } from "node:fs";

const SAMPLE = new URL("../../packages/flux-events/src/reasons/kustomize-controller.sample.json", import.meta.url);

/** Token of the Provider's Secret. */
export const SECRET = "4f3d9b1c7a5e2608d1f0a9b8c7d6e5f4";

/** An event as notification-controller posts it: JSON without white space. */
export const EVENT = JSON.stringify(JSON.parse(readFileSync(SAMPLE, "utf8")));
