import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, it } from "vitest";

import { groupWith, promotionWith, type TextAt } from "../../packages/promotion/fixtures/pull-request-content.ts";
import { pullRequestBody } from "../../packages/promotion/fixtures/pull-request.ts";

const WEB = { webUrl: "https://github.test" };

const HOSTILE = [
  "@octocat",
  "@acme/platform",
  "#1",
  "GH-1",
  "acme/shop#1",
  "fixes #1",
  "closes https://github.test/acme/shop/issues/1",
  "8f3a52c19e0b77d48f3a52c19e0b77d48f3a52c1",
  "8f3a52c",
  "acme/shop@8f3a52c19e0b77d48f3a52c19e0b77d48f3a52c1",
  "https://evil.example",
  "www.evil.example",
  "bot@evil.example",
  "[a](https://evil.example)",
  "![a](https://evil.example)",
  "<img src=x>",
  "</details>",
  "</summary>",
  "</code>",
  "</pre>",
  "<!-- gitops:x -->",
  "<!--",
  "-->",
  "`",
  "``",
  "```",
  "~~~",
  "```mermaid\n",
  "\n```\n",
  "|",
  "\\|",
  "\\",
  "\\`",
  "\n",
  "\r",
  "\n\n",
  "\n| a | b |\n| --- | --- |\n",
  "---",
  "# a",
  "- a",
  "> a",
  "*a*",
  "_a_",
  "$a$",
  "$`a`$",
  "&lt;b&gt;",
  "&#64;octocat",
  "&",
  '"]; click n0 "https://evil.example"',
  '"',
  "];",
  "end",
  "subgraph",
  "%%{init: {}}%%",
  "\u202e",
  "\u200b",
  "\u{1f600}",
  "\ud83d",
  "Gitops-Release: r-0000000000000000",
  " ",
];
const text = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...HOSTILE) }, { weight: 1, arbitrary: fc.string() }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.join(""))
  .filter((parts) => parts !== "");

const places = new Set<string>();
groupWith((place) => (places.add(place), "x"));
const texts = fc
  .tuple(...[...places].map((place) => text.map((value) => [place, value] as const)))
  .map((entries) => new Map(entries));
const KINDS = {
  folded: (textAt: TextAt) => promotionWith(textAt, "folded"),
  first: (textAt: TextAt) => promotionWith(textAt, "first"),
  group: groupWith,
} as const;
const kinds = fc.constantFrom("folded" as const, "first" as const, "group" as const);

function html(markdown: string): string {
  return micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
}

/** The tags of a page with their attributes, without its texts. */
function skeleton(page: string): readonly string[] {
  return page.match(/<[^>]*>/g) ?? [];
}

/** What a reader sees outside of code, where GitHub looks for mentions and references. */
function seen(page: string): string {
  return page
    .replace(/<pre>[^]*?<\/pre>|<code>[^]*?<\/code>/g, "")
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;|&#60;/g, "<")
    .replace(/&amp;/g, "&");
}

/** The trailers name the source commit by themselves; it is ours. */
function withoutTrailers(body: string): string {
  return body.slice(0, body.lastIndexOf("\n\n"));
}

function bodyWith(given: ReadonlyMap<string, string>, kind: keyof typeof KINDS): string {
  return pullRequestBody(
    KINDS[kind]((place) => given.get(place) ?? "x"),
    WEB,
  );
}

describe("the body of a pull request", () => {
  it("has the same markup and the same links, whatever texts from outside say", () => {
    fc.assert(
      fc.property(texts, kinds, (given, kind) => {
        const plain = html(bodyWith(new Map([...given].map(([place]) => [place, "plain"])), kind));
        expect(skeleton(html(bodyWith(given, kind)))).toEqual(skeleton(plain));
      }),
      { numRuns: 100 },
    );
  });

  it("mentions nobody and refers to nothing outside of code", () => {
    fc.assert(
      fc.property(texts, kinds, (given, kind) => {
        const page = seen(html(withoutTrailers(bodyWith(given, kind))));
        expect(page).not.toMatch(/@\w|#\d|\bGH-\d|\b[0-9a-f]{7,40}\b|:\/\/|\bwww\./i);
      }),
      { numRuns: 100 },
    );
  });

  it("mentions nobody and closes nothing where GitHub takes it for the message of a commit", () => {
    fc.assert(
      fc.property(texts, kinds, (given, kind) => {
        const body = withoutTrailers(bodyWith(given, kind));
        expect(body).not.toMatch(/(?<![A-Za-z0-9])@\w|(?<!&)#\d|\bGH-\d|:\/\/evil\S*\/issues\/\d/i);
        expect(body).not.toMatch(/closes https:\/\/\S*\/issues\/1/);
      }),
    );
  });

  it("draws a graph of which every line is ours", () => {
    fc.assert(
      fc.property(texts, (given) => {
        const graph = /^## Where it goes\n\n```mermaid\n([^]*?)\n```/m.exec(bodyWith(given, "folded"))?.[1] ?? "";
        for (const line of graph.split("\n")) {
          expect(line).toMatch(
            /^flowchart LR$|^ {2}n\d+ --> n\d+$|^ {2}n\d+\["[\p{L}\p{N}._-]*(<br>[a-z ]+)?"\](:::here)?$|^ {2}classDef here [\w:-]+$/u,
          );
        }
      }),
    );
  });

  it("ends in the trailers, and has them once", () => {
    fc.assert(
      fc.property(texts, kinds, (given, kind) => {
        const body = bodyWith(given, kind);
        const releases = kind === "group" ? ["2", "3"] : ["2"];
        expect(body.match(/^Gitops-Release: .*$/gm)).toEqual(
          releases.map((digit) => `Gitops-Release: r-${digit.repeat(16)}`),
        );
        expect(body).toMatch(/\n\n(Gitops-\w+: \S+\n)+Gitops-Reason: (override|promotion)$/);
      }),
    );
  });

  it("never has more than it may, and is well-formed text", () => {
    fc.assert(
      fc.property(texts, kinds, fc.integer({ min: 1, max: 70_000 }), (given, kind, maxChars) => {
        const content = KINDS[kind]((place) => (given.get(place) ?? "x").repeat(50));
        const body = pullRequestBody(content, { ...WEB, maxChars });
        expect(body.length).toBeLessThanOrEqual(Math.min(maxChars, 65_536));
        expect(body.isWellFormed()).toBe(true);
      }),
    );
  });

  it("is the same for the same content", () => {
    fc.assert(
      fc.property(texts, kinds, (given, kind) => {
        expect(bodyWith(given, kind)).toBe(bodyWith(given, kind));
      }),
      { numRuns: 20 },
    );
  });
});
