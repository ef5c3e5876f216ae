import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";
import { parseResources } from "../resource/parse-resources.ts";
import type { Resource } from "../resource/resource.ts";
import { kubernetesSchemas } from "./index.ts";
import { validateResource } from "./validate-resource.ts";

/** Maps with keys of the user's choice, and maps of which Kubernetes itself says nothing. */
const FREE =
  /(^|\.)(annotations|labels|matchLabels|selector|nodeSelector|data|binaryData|stringData|parameters|volumeAttributes|capacity|limits|requests|hard|default|defaultRequest|max|podFixed|overhead|subresources\.status|openAPIV3Schema.*)$/;
const STRUCTURED_SELECTOR = /^(Deployment|StatefulSet|DaemonSet|NetworkPolicy|PodDisruptionBudget|Horizontal)/;

const VALID = readFileSync(new URL("../../fixtures/valid-manifests.yaml", import.meta.url), "utf8");
const resources = parseResources(VALID)
  ._unsafeUnwrap()
  .filter(({ apiVersion }) => apiVersion !== "example.com/v1");

type Mistake = readonly [path: string, resource: Resource];

/** Copies of a resource with one mistake each, and the place of the map that holds it. */
function planted(resource: Resource, plant: (map: JsonObject) => readonly JsonObject[]): readonly Mistake[] {
  const mistakes: Mistake[] = [];
  const walk = (value: JsonValue, path: string, rebuild: (changed: JsonValue) => JsonValue): void => {
    if (Array.isArray(value)) {
      const items = value as readonly JsonValue[];
      items.forEach((item, index) => {
        walk(item, `${path}[]`, (changed) => rebuild(items.with(index, changed)));
      });
    } else if (isJsonObject(value)) {
      mistakes.push(...plant(value).map((changed): Mistake => [path, rebuild(changed) as Resource]));
      for (const [key, child] of Object.entries(value)) {
        walk(child, path === "" ? key : `${path}.${key}`, (changed) => rebuild({ ...value, [key]: changed }));
      }
    }
  };
  walk(resource, "", (changed) => changed);
  return mistakes;
}

function isFree({ kind }: Resource, path: string): boolean {
  return FREE.test(path) && !(path.endsWith(".selector") && STRUCTURED_SELECTOR.test(kind));
}

function codesOf(resource: Resource): readonly string[] {
  return validateResource(resource, kubernetesSchemas).map(({ code }) => code);
}

describe.each(resources.map((resource) => [`${resource.kind} (${resource.apiVersion})`, resource] as const))(
  "%s",
  (_name, resource) => {
    test("cannot hide an unknown field, however deep", () => {
      const mistakes = planted(resource, (map) => [{ ...map, zzyzx: "1" }]);
      const missed = mistakes.filter(([, mistaken]) => !codesOf(mistaken).includes("schema/unknown-field"));
      expect(missed.map(([path]) => path).filter((path) => !isFree(resource, path))).toEqual([]);
    });

    test("cannot hide a map in place of a scalar, however deep", () => {
      const mistakes = planted(resource, (map) => {
        const scalars = Object.keys(map).filter((key) => map[key] !== null && typeof map[key] !== "object");
        return scalars.filter((key) => !["apiVersion", "kind"].includes(key)).map((key) => ({ ...map, [key]: {} }));
      });
      const missed = mistakes.filter(([, mistaken]) => !codesOf(mistaken).includes("schema/type"));
      expect(missed.map(([path]) => path).filter((path) => !path.includes("openAPIV3Schema"))).toEqual([]);
    });
  },
);
