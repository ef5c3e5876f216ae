import { readdirSync, readFileSync } from "node:fs";

import {
  describeOutcome,
  explain,
  foldOutcomes,
  MAX_EVENT_BYTES,
  outcomeOf,
  parseFluxEvent,
  parseMessage,
  subjectKey,
} from "@gitops/flux-events";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const FOLDER = "packages/flux-events/src/reasons";
const SAMPLES = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".json"))
  .map((file) => JSON.stringify(JSON.parse(readFileSync(`${FOLDER}/${file}`, "utf8"))));
const encoder = new TextEncoder();

/** Reads a body in every way there is. */
function readWhole(body: string | Uint8Array): void {
  parseFluxEvent(body).match(
    (event) => {
      const outcome = outcomeOf(event);
      // What is unknown, or says that something went wrong, is no success whatever else was changed.
      if (outcome.phase === "succeeded") expect(event.severity).toBe("info");
      expect(foldOutcomes([event, event]).at).toBe(outcome.at);
      expect(explain(event)).toMatch(/^[^\p{Cc}\u2028\u2029]{1,500}$/u);
      expect(describeOutcome({ ...outcome, message: parseMessage(event.message).code }).length).toBeLessThan(501);
      expect(subjectKey(event, "dev").split("/")).toHaveLength(4);
    },
    ({ code, message }) => {
      expect(code).toBe("FLUX_EVENT_MALFORMED");
      expect(message).toMatch(/^Flux event refused: /);
    },
  );
}

describe("a hundred thousand bodies that were valid once", () => {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const mutation = fc.oneof(
    fc.record({ code: fc.constant("replace"), place, byte: fc.integer({ min: 0, max: 255 }) }),
    fc.record({ code: fc.constant("insert"), place, byte: fc.constantFrom(...encoder.encode('"\\{}[],:0\n')) }),
    fc.record({ code: fc.constant("cut"), place, byte: fc.integer({ min: 0, max: 60 }) }),
    fc.record({ code: fc.constant("repeat"), place, byte: fc.integer({ min: 0, max: 60 }) }),
  );

  const mutate = (bytes: Uint8Array, { code, place, byte }: { code: string; place: number; byte: number }): Buffer => {
    const at = Math.floor(place * bytes.length);
    const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at)];
    if (code === "replace") return Buffer.concat([head, Uint8Array.of(byte), tail.subarray(1)]);
    if (code === "insert") return Buffer.concat([head, Uint8Array.of(byte), tail]);
    if (code === "cut") return Buffer.concat([head, tail.subarray(byte)]);
    return Buffer.concat([head, tail.subarray(0, byte), tail]);
  };

  it("are read or refused, never with a throw", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SAMPLES),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        (body, mutations) => {
          readWhole(mutations.reduce<Uint8Array>(mutate, encoder.encode(body)));
        },
      ),
      { numRuns: 100_000 },
    );
  });
});

// Each shape would cost the square of its size where a reader looks back, starts anew, or recurses.
const SHAPES: Readonly<Record<string, (size: number) => string>> = {
  "one long message": (size) => message("x".repeat(size)),
  "a message of dots": (size) => message(`${".".repeat(size)}x`),
  "a message of spaces": (size) => message(`${" ".repeat(size)}x`),
  "a message of line breaks": (size) => message("\\n".repeat(size / 2)),
  "a change set": (size) => message("Deployment/shop/cart configured\\n".repeat(size / 34)),
  "a change set of one line": (size) => message(`A/${"b/".repeat(size / 2)} configured`),
  "unhealthy objects": (size) =>
    message(
      `health check failed after 1s: timeout waiting for: [${"Job/a/b status: 'Failed': x, ".repeat(size / 29)}]`,
      "HealthCheckFailed",
    ),
  "unhealthy objects without an end": (size) =>
    message(`health check failed after 1s: timeout waiting for: [${", A/a".repeat(size / 5)}`, "HealthCheckFailed"),
  "unhealthy objects of 2020": (size) =>
    message(`Health check failed for [${", A 'a".repeat(size / 6)}]`, "HealthCheckFailed"),
  "a duration without an end": (size) =>
    message(`health check failed after ${"1m".repeat(size / 2)}`, "HealthCheckFailed"),
  "fields that were refused": (size) => message(`A/b dry-run failed: ${"a[".repeat(size / 2)}`, "ReconciliationFailed"),
  "fields of fields": (size) => message(`A/b dry-run failed: ${"a.".repeat(size / 2)}`, "ReconciliationFailed"),
  "objects that were not pruned": (size) => message(`delete failed, errors: ${";A/a".repeat(size / 4)}`, "PruneFailed"),
  "files that were not built": (size) =>
    message(`kustomize build failed: ${"'/tmp/x".repeat(size / 7)}`, "BuildFailed"),
  "a release without a chart": (size) =>
    message(`Helm install succeeded for release a/${"a.v1".repeat(size / 4)}`, "info"),
  "a log of Helm": (size) =>
    message(`Helm install failed: ${"\\n\\nLast Helm logs:\\n\\n".repeat(size / 23)}`, "error"),
  "a revision of slashes": (size) => event({ metadata: { revision: "/".repeat(size) } }),
  "a revision of digits": (size) => event({ metadata: { revision: "0".repeat(size) } }),
  "a revision of a chart": (size) => event({ metadata: { revision: `1.0.0-${"a.".repeat(size / 2)}!` } }),
  "a name": (size) => event({ involvedObject: { kind: "Kustomization", name: "\u{1f600}".repeat(size / 4) } }),
  "many metadata": (size) =>
    event({ metadata: Object.fromEntries(Array.from({ length: size / 20 }, (_, index) => [`key-${index}`, "x"])) }),
  "metadata that are no text": (size) =>
    event({ metadata: Object.fromEntries(Array.from({ length: size / 20 }, (_, index) => [`key-${index}`, index])) }),
  "unknown fields": (size) => `{"x":[${"1,".repeat(size / 2 - 50)}1],"involvedObject":{"kind":"A","name":"b"}}`,
  "a nest of lists": (size) =>
    `{"x":${"[".repeat(size / 2 - 50)}${"]".repeat(size / 2 - 50)},"involvedObject":{"kind":"A","name":"b"}}`,
  "a nest without an end": (size) => "[".repeat(size),
  escapes: (size) => message("\\u0041".repeat(size / 6)),
};

function event(parts: object): string {
  return JSON.stringify({ involvedObject: { kind: "Kustomization", name: "cart" }, severity: "info", ...parts });
}

/** A body with a message that is written as it stands, escapes and all. */
function message(text: string, reason = "Progressing"): string {
  const kind = text.startsWith("Helm") ? "HelmRelease" : "Kustomization";
  const severity = /failed/i.test(text.slice(0, 40)) ? "error" : "info";
  return `{"involvedObject":{"kind":"${kind}","name":"cart"},"severity":"${severity}","reason":"${reason}","message":"${text}"}`;
}

describe("three megabytes of a hostile body", () => {
  // How long JSON.parse takes grows with the size alone, and so must everything else; reading each place anew for each place
  // would take a million times as long. The readers of messages make objects of what JSON.parse leaves one text.
  const LIMITS = { parse: 60, read: 1_500 };
  const SIZE = MAX_EVENT_BYTES - 400;

  it.each(Object.keys(SHAPES))("take time that grows with the size alone: %s", (shape) => {
    const body = encoder.encode(SHAPES[shape]?.(SIZE).slice(0, MAX_EVENT_BYTES) ?? "");
    expect(body.length).toBeGreaterThan(MAX_EVENT_BYTES * 0.6);
    expect(body.length).toBeLessThanOrEqual(MAX_EVENT_BYTES);

    const floor = Math.max(
      fastest(() => void parseJson(body)),
      1,
    );
    expect(fastest(() => void parseFluxEvent(body).isOk()) / floor).toBeLessThan(LIMITS.parse);
    const read = fastest(() => {
      readWhole(body);
    });
    expect(read / floor).toBeLessThan(LIMITS.read);
  });
});

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as unknown;
  } catch {
    return undefined;
  }
}

/** The fastest of three runs in milliseconds: what is slower is the machine's doing. */
function fastest(run: () => void): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}
