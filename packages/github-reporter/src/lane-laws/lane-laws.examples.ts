import { describe, it } from "node:test";

import { laneLaws } from "./lane-laws.ts";

export function proveLane(): void {
  //#region laneLaws_runner
  // ./my-lane.js exports openLane({ storage, capacity }), which returns a Lane.
  describe("my lane", () => {
    for (const law of laneLaws({ module: new URL("./my-lane.js", import.meta.url) })) it(law.name, () => law.run());
  });
  //#endregion
}
