import * as v from "valibot";
import { z } from "zod";

// The same shape, and no more: neither resolves metadata of older versions, warns of what it drops, or limits size and depth.

const zodSchema = z.object({
  involvedObject: z.object({
    kind: z.string().min(1),
    namespace: z.string().optional(),
    name: z.string().min(1),
    uid: z.string().optional(),
    apiVersion: z.string().optional(),
    resourceVersion: z.string().optional(),
    fieldPath: z.string().optional(),
  }),
  severity: z.enum(["info", "error"]),
  timestamp: z.iso.datetime(),
  message: z.string(),
  reason: z.string(),
  metadata: z.record(z.string(), z.string()).optional(),
  reportingController: z.string(),
  reportingInstance: z.string().optional(),
});

const valibotSchema = v.object({
  involvedObject: v.object({
    kind: v.pipe(v.string(), v.minLength(1)),
    namespace: v.optional(v.string()),
    name: v.pipe(v.string(), v.minLength(1)),
    uid: v.optional(v.string()),
    apiVersion: v.optional(v.string()),
    resourceVersion: v.optional(v.string()),
    fieldPath: v.optional(v.string()),
  }),
  severity: v.picklist(["info", "error"]),
  timestamp: v.pipe(v.string(), v.isoTimestamp()),
  message: v.string(),
  reason: v.string(),
  metadata: v.optional(v.record(v.string(), v.string())),
  reportingController: v.string(),
  reportingInstance: v.optional(v.string()),
});

/** Parses the event with a schema of valibot. */
export const parseWithValibot = (json: unknown): unknown => v.parse(valibotSchema, json);

/** Parses the event with a schema of zod. */
export const parseWithZod = (json: unknown): unknown => zodSchema.parse(json);
