import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { defaultLimits, type JsonObject } from "@gitops/manifest-renderer";
import { helm } from "@gitops/manifest-renderer/engines/helm";
import { describe, expect, test } from "vitest";

import { fetchEngines } from "../../../scripts/fetch-engines.mjs";
import { skipWithout } from "./present-engines.ts";

const binaries = fetchEngines().helm;
skipWithout("Helm", binaries);

const CHART: Readonly<Record<string, string>> = {
  "Chart.yaml": "apiVersion: v2\nname: small\nversion: 1.0.0\n",
  "templates/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n",
};

describe.each(binaries)("the schema of values in Helm $version", ({ path }) => {
  const run = (files: Readonly<Record<string, string>>, values: JsonObject = {}) =>
    helm({ binary: path }).render(
      { engine: "helm", values },
      {
        app: "small",
        environment: "dev",
        namespace: undefined,
        values: {},
        images: [],
        resources: [],
        files: new Map(Object.entries({ ...CHART, ...files })),
      },
      { limits: defaultLimits, signal: undefined, secrets: [] },
    );

  test("makes Helm read and fetch nothing", async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.end("{}");
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/s.json`;
    for (const schema of [
      { $ref: address },
      { $schema: address },
      { properties: { a: { $ref: "file:///etc/hostname" } } },
      { allOf: [{ $ref: "other.json" }] },
    ]) {
      for (const folder of ["", "charts/inner/"]) {
        const files = { [`${folder}values.schema.json`]: JSON.stringify(schema) };
        expect((await run(files))._unsafeUnwrapErr()).toMatchObject({
          code: "TEMPLATE_UNSAFE",
          file: `${folder}values.schema.json`,
        });
      }
    }
    expect(asked).toEqual([]);
    server.close();
  });

  test("may refer to itself, and holds values to what it says", async () => {
    const schema = {
      $schema: "http://json-schema.org/draft-07/schema#",
      properties: { n: { $ref: "#/definitions/n" } },
      definitions: { n: { type: "integer" } },
    };
    const files = { "values.schema.json": JSON.stringify(schema) };
    expect((await run(files, { n: 1 })).isOk()).toBe(true);
    expect((await run(files, { n: "x" }))._unsafeUnwrapErr().message).toMatch(/integer/);
  });
});
