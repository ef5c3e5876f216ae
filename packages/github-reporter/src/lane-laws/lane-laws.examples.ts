import { test } from "node:test";

import { laneLaws } from "./lane-laws.ts";

export async function proveLane(): Promise<void> {
  //#region laneLaws_runner
  // import { laneLaws } from "@gitops/github-reporter/testing";
  // ./my-lane.js exports openLane({ storage, capacity }), which returns a Lane.
  const laws = laneLaws({ module: new URL("./my-lane.js", import.meta.url) });
  for (const law of laws) await test(law.name, () => law.run());
  //#endregion
}
