import type { OpenLane } from "@gitops/github-reporter/testing";

import Database from "libsql";

import { openFile } from "./sqlite-file.ts";

export const openLane: OpenLane = (request) => openFile(request, (file) => new Database(file));
