import { DatabaseSync } from "node:sqlite";

import type { OpenLane } from "@gitops/github-reporter/testing";

import { openFile } from "./sqlite-file.ts";

export const openLane: OpenLane = (request) => openFile(request, (file) => new DatabaseSync(file));
