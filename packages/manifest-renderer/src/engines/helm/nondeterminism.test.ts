import { describe, expect, test } from "vitest";

import { findNondeterminism } from "./nondeterminism.ts";

function found(template: string, path = "templates/a.yaml"): readonly string[] {
  return findNondeterminism(new Map([[path, template]])).map(
    ({ message, origin }) => `${origin?.line ?? 0} ${message.split(" ")[0] ?? ""}`,
  );
}

describe("a template that gives something else in every render", () => {
  test.each([
    ["{{ randAlphaNum 8 }}", "randAlphaNum"],
    ['{{- $ca := genCA "a" 365 -}}', "genCA"],
    ["{{ (genSelfSignedCert .a .b).Cert }}", "genSelfSignedCert"],
    ['{{ now | date "2006" }}', "now"],
    ["{{ .a | bcrypt }}", "bcrypt"],
    ['{{ htpasswd "u" .p }}', "htpasswd"],
    ["{{ uuidv4 }}", "uuidv4"],
    ['{{ lookup "v1" "Secret" "a" "b" }}', "lookup"],
    ['{{ getHostByName "a" }}', "getHostByName"],
    ["{{ range keys .Values.a }}", "keys"],
  ])("is found: %s", (template, name) => {
    expect(found(template)).toEqual([`1 ${name}`]);
  });

  test("is found in its line, in sub-charts too", () => {
    expect(found("a: 1\nb: {{ if .x\n }}c: {{ now }}", "charts/web/charts/redis/templates/_x.tpl")).toEqual(["3 now"]);
  });

  test("is found in each place", () => {
    expect(found("{{ randAlpha 1 }}{{ randAlpha 2 }}\n{{ randNumeric (randInt 1 2) }}")).toEqual([
      "1 randAlpha",
      "1 randAlpha",
      "2 randNumeric",
      "2 randInt",
    ]);
  });

  test.each([
    "{{/* now */}}",
    "{{- /* {{ now }}\n now */ -}}",
    "# {{ now }}",
    '{{ "now" }}',
    "{{ `randAlpha 1` }}",
    "{{ .Values.now }}",
    "{{ $now }}",
    "{{ .Values.keys }}",
    "{{ keys .Values.a | sortAlpha }}",
    '{{ include "now" . }}',
    "{{ nowhere }}",
    "now: now",
    "{{ .lookup.randAlpha }}",
  ])("is not seen in %j", (template) => {
    expect(found(template)).toEqual([]);
  });

  test("is not looked for outside of templates", () => {
    expect(found("{{ now }}", "files/a.txt")).toEqual([]);
  });
});
