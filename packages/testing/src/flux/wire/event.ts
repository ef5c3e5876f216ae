/** An event as notification-controller posts it; the order of the fields is the order on the wire. */
export interface PlayedEvent {
  /** The object that the event speaks of. */
  readonly involvedObject: {
    /** Kind, such as `Kustomization`. */
    readonly kind: string;
    /** Namespace of the object. */
    readonly namespace: string;
    /** Name of the object. */
    readonly name: string;
    /** Unique id of the object. */
    readonly uid: string;
    /** API group and version. */
    readonly apiVersion: string;
    /** Version of the object, which grows. */
    readonly resourceVersion: string;
  };
  /** `info` or `error`. */
  readonly severity: "info" | "error";
  /** Time of the event, RFC 3339, UTC, whole seconds. */
  readonly timestamp: string;
  /** Text for people. */
  readonly message: string;
  /** Reason of the Ready condition. */
  readonly reason: string;
  /** Metadata under bare keys, sorted; absent when there are none. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Controller that reports. */
  readonly reportingController: string;
  /** Pod of the controller. */
  readonly reportingInstance: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

/**
 * Encodes an event byte for byte as Go's encoding/json does: compact, without a line break at its end, HTML escaped.
 *
 * @see https://github.com/fluxcd/pkg/blob/main/apis/event/v1beta1/event.go
 * @see https://pkg.go.dev/encoding/json#Marshal
 */
export function encodeEvent(event: PlayedEvent): string {
  const fields = Object.entries(event).map(
    ([name, value]) =>
      `${JSON.stringify(name)}:${name === "metadata" ? encodeMap(event.metadata) : JSON.stringify(value)}`,
  );
  return `{${fields.join(",")}}`.replace(/[<>&\u2028\u2029]/g, (character) => ESCAPES[character] ?? character);
}

/** Go writes a map in the order of the bytes of its keys; a JavaScript object has the keys that are numbers in front. */
function encodeMap(map: Readonly<Record<string, string>> = {}): string {
  const entries = Object.entries(map).sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(",")}}`;
}

/** Writes a time as metav1.Time does. */
export function wireTime(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
