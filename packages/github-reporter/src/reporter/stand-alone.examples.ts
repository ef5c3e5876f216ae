import { standAlone } from "./stand-alone.ts";
import type { ResolveTarget } from "./target.ts";

export function resolver(): ResolveTarget {
  //#region standAlone_expected
  const resolveTarget = standAlone({ repository: "acme/fleet", expected: ["infrastructure", "apps"] });
  //#endregion
  return resolveTarget;
}
