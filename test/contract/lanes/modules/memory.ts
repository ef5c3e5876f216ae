import type { OpenLane } from "@gitops/github-reporter/testing";

import { memoryLane } from "@gitops/github-reporter";

export const openLane: OpenLane = ({ capacity }) => memoryLane({ ...(capacity !== undefined && { capacity }) });
