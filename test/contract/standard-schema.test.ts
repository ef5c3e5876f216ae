import { type FluxEvent, fluxEventSchema } from "@gitops/flux-events";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { expect, expectTypeOf, it } from "vitest";

/** Validates as frameworks do, which know nothing but the specification. */
async function validate<Schema extends StandardSchemaV1>(
  schema: Schema,
  value: unknown,
): Promise<StandardSchemaV1.InferOutput<Schema>> {
  const result = await schema["~standard"].validate(value);
  if (result.issues) throw new TypeError(result.issues.map(({ message }) => message).join());
  return result.value;
}

it("is a Standard Schema to whoever knows the specification", async () => {
  const event = await validate(fluxEventSchema, { involvedObject: { kind: "Kustomization", name: "cart" } });

  expectTypeOf(event).toEqualTypeOf<FluxEvent>();
  expectTypeOf(fluxEventSchema).toExtend<StandardSchemaV1<unknown, FluxEvent>>();
  expect(event.involvedObject.name).toBe("cart");
  await expect(validate(fluxEventSchema, {})).rejects.toThrow("involvedObject has no kind");
});
