import type { ReporterObserver } from "../reporter/observer.ts";
import { telemetryOf } from "./telemetry.ts";

interface Span {
  addEvent(name: string, attributes: Readonly<Record<string, string | number>>): unknown;
}

export function observeWith(span: Span): ReporterObserver {
  //#region telemetryOf_span
  const observer: ReporterObserver = (event) => {
    const { name, attributes } = telemetryOf(event);
    span.addEvent(name, attributes);
  };
  //#endregion
  return observer;
}
