import { describe, expect, test } from "vitest";

import type { JsonObject } from "../json.ts";
import type { Resource } from "../resource/resource.ts";
import { imagesOf, mapImages } from "./container-images.ts";
import { compileImagePaths } from "./image-path.ts";

const resource = (spec: JsonObject, kind = "Rollout"): Resource => ({
  apiVersion: "example.com/v1",
  kind,
  metadata: { name: "a" },
  spec,
});
const upper = (object: Resource, fields = compileImagePaths([])): Resource =>
  mapImages(object, ({ image }) => image.toUpperCase(), fields);
const found = (object: Resource, fields = compileImagePaths([])) =>
  imagesOf(object, fields).map(({ path, image }) => `${path}=${image}`);

describe("the images of a resource", () => {
  test("are those of containers of every sort at any depth, and those of image volumes", () => {
    const object = resource({
      template: {
        spec: {
          containers: [{ name: "a", image: "a:1" }, { image: "b:1" }],
          initContainers: [{ name: "c", image: "c:1" }],
          ephemeralContainers: [{ name: "d", image: "d:1" }],
          volumes: [
            { name: "e", image: { reference: "e:1" } },
            { name: "f", image: "f:1" },
          ],
        },
      },
      steps: [[{ containers: [{ name: "g", image: "g:1" }] }]],
      "a.b/c": { containers: [{ name: "h", image: "h:1" }] },
    });
    expect(found(object)).toEqual([
      "spec.template.spec.containers[name=a].image=a:1",
      "spec.template.spec.containers[1].image=b:1",
      "spec.template.spec.initContainers[name=c].image=c:1",
      "spec.template.spec.ephemeralContainers[name=d].image=d:1",
      "spec.template.spec.volumes[name=e].image.reference=e:1",
      "spec.steps[0][0].containers[name=g].image=g:1",
      'spec["a.b/c"].containers[name=h].image=h:1',
    ]);
  });

  test("are none where only the name of a field is alike", () => {
    expect(found(resource({ image: "a:1", containers: { image: "b:1" }, names: [{ image: "c:1" }] }))).toEqual([]);
    expect(found(resource({ containers: [{ image: 1 }, "image", null, { images: ["a"] }] }))).toEqual([]);
  });

  test("are also those at declared paths, in every kind or in one", () => {
    const spec = { image: "a:1", components: [{ image: "b:1" }, { image: 2 }, {}], other: { image: "c:1" } };
    const paths = compileImagePaths([
      "spec.components[].image",
      { kind: "Rollout.example.com", path: "spec.image" },
      { kind: "Rollout", path: "spec.other.image" },
    ]);
    expect(found(resource(spec), paths)).toEqual(["spec.components[0].image=b:1", "spec.image=a:1"]);
    expect(found(resource(spec, "Job"), paths)).toEqual(["spec.components[0].image=b:1"]);
    expect(upper(resource(spec), paths)["spec"]).toEqual({
      ...spec,
      image: "A:1",
      components: [{ image: "B:1" }, { image: 2 }, {}],
    });
  });

  test.each(["", "spec..image", "[].image", "spec.images[0]", "spec image", "spec.image.", "__proto__[x]"])(
    "cannot be declared as %j",
    (path) => {
      expect(() => compileImagePaths([path])).toThrow(TypeError);
    },
  );

  test("are mapped in a copy, which shares everything that stays", () => {
    const spec = { containers: [{ name: "a", image: "a:1", env: [] }, { name: "b" }], selector: { a: "b" } };
    const object = resource(spec);
    const mapped = upper(object);
    expect(object["spec"]).toEqual(spec);
    expect(mapped["spec"]).toEqual({ ...spec, containers: [{ ...spec.containers[0], image: "A:1" }, { name: "b" }] });
    expect(mapped.metadata).toBe(object.metadata);
    expect((mapped["spec"] as typeof spec).selector).toBe(spec.selector);
  });

  test("give the same resource back when none changes", () => {
    const object = resource({ containers: [{ name: "a", image: "a:1" }], image: "b:1" });
    expect(mapImages(object, ({ image }) => image, compileImagePaths(["spec.image"]))).toBe(object);
  });

  test("keep __proto__ an ordinary key", () => {
    const spec = JSON.parse('{"__proto__": {"containers": [{"name": "a", "image": "a:1"}]}}') as JsonObject;
    const mapped = upper(resource(spec))["spec"] as JsonObject;
    expect(JSON.stringify(mapped)).toContain("A:1");
    expect(Object.getPrototypeOf(mapped)).toBe(Object.prototype);
  });
});
