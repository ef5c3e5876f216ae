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
  return JSON.stringify(event).replace(/[<>&\u2028\u2029]/g, (character) => ESCAPES[character] ?? character);
}

/** Writes a time as metav1.Time does. */
export function wireTime(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
