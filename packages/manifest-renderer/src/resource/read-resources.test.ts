import { describe, expect, test } from "vitest";

import { defaultLimits } from "../limits.ts";
import { readResources } from "./read-resources.ts";

const SECRET =
  "apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\nstringData:\n  password: ENC[AES256_GCM,data:${X}]\n";
const SEALED = `${SECRET}sops:\n  version: 3.9.0\n`;

function read(text: string) {
  return readResources(
    { file: "shop.yaml", text },
    { limits: defaultLimits, substitute: (scalar) => scalar.replace("${X}", "x") },
  );
}

function sealedTexts(text: string) {
  return read(text)
    ._unsafeUnwrap()
    .resources.map(({ sealedText }) => sealedText);
}

describe("readResources", () => {
  test("substitutes nothing in a document that SOPS has encrypted, and keeps its text", () => {
    const { resources } = read(`---\n${SEALED}---\n${SECRET}`)._unsafeUnwrap();
    expect(resources.map(({ sealedText }) => sealedText)).toEqual([SEALED, undefined]);
    expect(resources.map(({ resource }) => resource["stringData"])).toEqual([
      { password: "ENC[AES256_GCM,data:${X}]" },
      { password: "ENC[AES256_GCM,data:x]" },
    ]);
  });

  test.each([
    ["CRLF line ends", SEALED.replaceAll("\n", "\r\n")],
    ["blank lines at the end", `${SEALED}\n \n`],
    ["a comment", `# encrypted\n${SEALED}`],
    [
      "JSON",
      '{\n\t"apiVersion": "v1",\n\t"kind": "Secret",\n\t"metadata": {"name": "a"},\n\t"sops": {"mac": "x"}\n}\n',
    ],
  ])("keeps every byte of an encrypted document with %s", (_what, text) => {
    expect(sealedTexts(text)).toEqual([text]);
  });

  test("ends an encrypted document with a line end, for a file is made of it", () => {
    expect(sealedTexts(SEALED.trimEnd())).toEqual([SEALED]);
  });

  test.each([
    ["stands in a text", `${SECRET}x: |\n  sops:\n    version: 1\n`],
    ["is a field further below", `${SECRET}x:\n  sops: {version: 1}\n`],
    ["holds nothing", `${SECRET}sops: {}\n`],
  ])("takes a document for an ordinary one when sops %s", (_what, text) => {
    expect(sealedTexts(text)).toEqual([undefined]);
  });

  test("does not take an encrypted list apart", () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: A, metadata: {name: a}}\nsops: {mac: x}\n`;
    expect(read(text)._unsafeUnwrapErr()).toMatchObject({ code: "RESOURCE_INVALID" });
  });

  test("reads what follows a comment, a byte order mark or the end of a document as kustomize does", () => {
    const { resources } = read(
      `\ufeff# only a comment\r\n---\r\n${SECRET.replaceAll("\n", "\r\n")}...\r\n---\r\n# nothing\r\n`,
    )._unsafeUnwrap();
    expect(resources).toMatchObject([{ resource: { kind: "Secret" }, origin: { file: "shop.yaml", line: 3 } }]);
  });
});
