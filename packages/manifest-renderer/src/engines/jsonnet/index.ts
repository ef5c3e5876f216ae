export { jsonnet } from "./jsonnet.ts";
export type { JsonnetOptions } from "./jsonnet.ts";
export type { JsonnetStep } from "./jsonnet-step.ts";
