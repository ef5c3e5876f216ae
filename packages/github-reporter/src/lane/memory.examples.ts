import type { Result } from "neverthrow";

import type { LaneError } from "./errors.ts";
import { memoryLane } from "./memory.ts";

export async function handleOne(): Promise<Result<"stored" | "duplicate", LaneError>> {
  //#region memoryLane_run
  const lane = memoryLane<string>();
  const running = await lane.run((batch) => {
    console.log(batch.key, batch.items.length);
    return Promise.resolve({ code: "done" });
  });
  const stored = await lane.put({ id: "1", key: "dev/cart", group: "github", body: "deployed" });
  //#endregion
  await running.stop();
  return stored;
}
