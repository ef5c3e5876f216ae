import { describe, expect, test } from "vitest";

import { checked } from "../../fixtures/manifests.ts";
import { fluxProblem } from "./flux-expression.ts";

const object = (text: string, metadata = "", kind = "ConfigMap") =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: {name: a, namespace: shop${metadata}}\ndata: {run: ${JSON.stringify(text)}}\n`;
const messages = (text: string, fluxVariables?: readonly string[]) =>
  checked(object(text), fluxVariables === undefined ? {} : { fluxVariables }).map(({ message }) => message);

describe("while nobody says that Flux substitutes", () => {
  test.each(["${HOME}", "a ${A:-b} c", "$${HOME}", "${A:?e}", "${#A}", "${"])(
    "any expression is refused: %s",
    (text) => {
      const [message, ...more] = messages(text);
      expect(message).toContain(`Flux may replace ${text.slice(text.indexOf("${")).split(" ")[0] ?? ""}`);
      expect(message).toContain("kustomize.toolkit.fluxcd.io/substitute: disabled");
      expect(message).toContain("fluxVariables");
      expect(more).toEqual([]);
    },
  );

  test.each(["$HOME", "$(HOME)", "$$(HOME)", "echo $$", "$1 {}", "a$ {b}"])("other dollars pass: %s", (text) => {
    expect(messages(text)).toEqual([]);
  });

  test.each(["labels", "annotations"])("an object that opts out by %s passes", (field) => {
    const mark = `, ${field}: {kustomize.toolkit.fluxcd.io/substitute: disabled}`;
    expect(checked(object("${HOME}", mark))).toEqual([]);
    expect(checked(object("${HOME}", mark.replace("disabled", "enabled")))).toHaveLength(1);
  });

  test("an expression in a Secret is not shown", () => {
    const [finding] = checked(object("pa${ss}word", "", "Secret"), { plaintextSecret: "allow" });
    expect(finding).toMatchObject({ code: "flux/substitution", path: "data.run" });
    expect(finding?.message).not.toContain("ss}");
  });
});

describe("with the variables that Flux substitutes", () => {
  test.each([
    "${A}",
    "${A:=x}",
    "${A:-x y}",
    "${A=x}",
    "${A^^}",
    "${A/x/y}",
    "${A:0:3}",
    "${#A}",
    "${A:-${B}}",
    "x ${A} y ${B}",
  ])("they pass in every form that Flux knows: %s", (text) => {
    expect(messages(text, ["A", "B"])).toEqual([]);
  });

  test.each([
    ["${HOME}", "Flux has no variable for ${HOME}, write $${HOME} to keep it"],
    ["${A} ${C:-x}", "Flux has no variable for ${C:-x}"],
    ["${A:-${C}}", "Flux has no variable for ${C}"],
    ["${A:?e}", "Flux does not support ${A:?e}; of defaults it knows ${A:=text} and ${A:-text}"],
    ["${A:+e}", "Flux does not support ${A:+e}"],
    ["${A-e}", "Flux does not support ${A-e}"],
    ["${A.b}", "Flux does not support ${A.b}"],
    ["${A", "Flux does not support ${A"],
    ["${}", "Flux fails on ${}"],
    ["${ A }", "Flux fails on ${ A }"],
    ["$$(HOME)", "Flux makes one $ of $$, write $$$$ to keep two"],
  ])("the rest is refused: %s", (text, problem) => {
    const [message, ...more] = messages(text, ["A"]);
    expect(message).toContain(problem);
    expect(more).toEqual([]);
  });

  test.each(["$${HOME}", "$$$$(HOME)", "$HOME", "echo $1"])("what is escaped passes: %s", (text) => {
    expect(messages(text, [])).toEqual([]);
  });

  test("an empty list says that Flux substitutes, but none of these names", () => {
    expect(messages("${A}", [])).toHaveLength(1);
  });
});

test("hostile texts are searched in linear time", () => {
  const [open, close] = ["${A:-".repeat(100_000), "}".repeat(100_000)];
  expect(fluxProblem(open, undefined)).toContain("Flux may replace ${A:-");
  expect(fluxProblem(open + close, ["A"])).toBeUndefined();
});
