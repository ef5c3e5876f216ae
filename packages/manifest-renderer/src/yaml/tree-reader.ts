import { isAlias, isMap, isScalar, isSeq } from "yaml";
import type { Alias, Node, Scalar, YAMLMap, YAMLSeq } from "yaml";

import type { Diagnostic } from "../diagnostic.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { formatScalar, isJsonObject } from "../json.ts";
import type { Limits } from "../limits.ts";
import type { DocumentText } from "./place.ts";
import { createLineLookup } from "./place.ts";
import { mayHoldPlaceholder } from "./placeholder-mark.ts";
import { isStringKey, resolvePlainScalar } from "./plain-scalar.ts";
import type { SyntaxProblem } from "./syntax.ts";
import { hasRefusedEscape } from "./syntax.ts";

const STRING_TAG = "tag:yaml.org,2002:str";

/** How the scalars of a document are read. */
export interface ScalarOptions {
  /** Limits on depth, values, anchors and aliases. */
  readonly limits: Limits;
  /**
   * Replaces the text of each scalar that is a string and may hold a placeholder (it has `$`, `#` or `__` in it); `line`
   * gives its line. Default: the text stays.
   */
  readonly substitute?: ((text: string, line: () => number) => JsonValue) | undefined;
  /** Refuses numbers that would lose their look, such as `1.10`. Default false. */
  readonly exactNumbers?: boolean | undefined;
}

/**
 * Turns a syntax tree into data, in one walk.
 *
 * It keeps the first problem; what it returns after a problem is not used. Aliases are walked again each time, so
 * that the limits count what a document stands for, and not only what is written.
 */
export class TreeReader {
  /** Scalars that kubectl or Helm would read in another way. */
  readonly findings: Diagnostic[] = [];
  /** First problem, if any. */
  problem: SyntaxProblem | undefined;
  /** Limit that was exceeded, if any. */
  exceeded: keyof Limits | undefined;

  readonly #document: DocumentText;
  readonly #lineAt: (offset: number) => number;
  readonly #options: ScalarOptions;
  readonly #anchors = new Map<string, Node>();
  readonly #open = new Set<Node>();
  #inFlow = false;
  #values = 0;
  #aliases = 0;

  constructor(document: DocumentText, options: ScalarOptions) {
    this.#document = document;
    this.#lineAt = createLineLookup(document);
    this.#options = options;
  }

  /** Reads a node and all below it. */
  read(node: unknown, depth = 0): JsonValue {
    const { limits } = this.#options;
    if (this.problem !== undefined || this.exceeded !== undefined) return null;
    if (depth > limits.maxDepth) return this.#exceed("maxDepth");
    if (++this.#values > limits.maxValues) return this.#exceed("maxValues");
    if (isAlias(node)) return this.#follow(node, depth);
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;

    this.#keepAnchor(node);
    if (isScalar(node)) return this.#readScalar(node);
    if (node.tag !== undefined) return this.#refuse(node, `the tag ${node.tag} is refused; remove it`);
    this.#open.add(node);
    const outer = this.#inFlow;
    this.#inFlow = node.flow === true;
    const value = isMap(node) ? this.#readMap(node, depth) : node.items.map((item) => this.read(item, depth + 1));
    this.#inFlow = outer;
    this.#open.delete(node);
    return value;
  }

  #follow(alias: Alias, depth: number): JsonValue {
    const source = this.#anchors.get(alias.source);
    if (++this.#aliases > this.#options.limits.maxAliases) return this.#exceed("maxAliases");
    if (source === undefined) return this.#refuse(alias, `no anchor &${alias.source} stands before this alias`);
    if (this.#open.has(source)) return this.#refuse(alias, "an alias must not stand for something that it is part of");
    // Where the anchor stands decided how its text was read.
    this.#inFlow = false;
    return this.read(source, depth);
  }

  #keepAnchor(node: Scalar | YAMLMap | YAMLSeq): void {
    if (node.anchor === undefined) return;
    this.#anchors.set(node.anchor, node);
    if (this.#anchors.size > this.#options.limits.maxAnchors) this.#exceed("maxAnchors");
  }

  #readScalar(node: Scalar): JsonValue {
    const text = String(node.value);
    const { tag, type } = node;
    this.#checkFlow(text, node);
    if (tag !== undefined && tag !== STRING_TAG) return this.#refuse(node, `the tag ${tag} is refused; remove it`);
    if (type === "QUOTE_DOUBLE" && hasRefusedEscape(this.#document.text.slice(...(node.range ?? [])))) {
      return this.#refuse(node, "\\/ and escaped surrogates are no escapes for kubectl; write the character itself");
    }
    if (type !== "PLAIN" || tag === STRING_TAG) return this.#substitute(this.#lineEnd(text, node), node);

    const { value, refused, ambiguous } = resolvePlainScalar(text);
    if (refused !== undefined) return this.#refuse(node, `${refused}; quote it to make it a string`);
    if (ambiguous !== undefined) this.#warn(node, `${text} ${ambiguous}: quote it, or write what is meant`);
    if (typeof value === "string") return this.#substitute(value, node);
    const isNumber = typeof value === "number" || typeof value === "bigint";
    if (this.#options.exactNumbers === true && isNumber && String(value) !== text) {
      return this.#refuse(node, "this number would be written in another way; quote it to keep its text");
    }
    return value;
  }

  /** go-yaml takes a question mark for the start of a key, wherever it stands in braces or brackets without quotes. */
  #checkFlow(text: string, node: Scalar): void {
    if (this.#inFlow && node.type === "PLAIN" && text.includes("?")) {
      this.#refuse(node, "kubectl and kustomize refuse a question mark here; quote the text");
    }
  }

  /** A block at the end of a file that has no line end: kustomize reads no line end either, kubectl does. */
  #lineEnd(text: string, node: Scalar): string {
    const written = this.#document.text;
    const isBlock = node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED";
    if (!isBlock || !text.endsWith("\n") || (node.range?.[1] ?? 0) < written.length) return text;
    if (written.slice(written.lastIndexOf("\n") + 1).trim() === "") return text;
    this.#warn(
      node,
      "the text is read without its last line end by Flux, and with it by kubectl: end the file with one",
    );
    return text.slice(0, -1);
  }

  #readMap(node: YAMLMap, depth: number): JsonObject {
    const entries = new Map<string, JsonValue>();
    let merged: JsonObject | undefined;
    for (const { key, value } of node.items) {
      if (isScalar(key) && key.type === "PLAIN" && key.source === "<<") {
        if (merged !== undefined) this.#refuse(key, "a map must have one << at most; give it a list of aliases");
        merged = this.#readMerge(value, depth);
        continue;
      }
      const name = this.#readKey(key, node);
      if (value === null)
        this.#refuse(key, "a key needs a colon and a value; kubectl and kustomize differ on keys alone");
      if (node.flow === true && isScalar(value) && value.source === "" && value.type === "PLAIN") {
        this.#refuse(key, "a key in braces or brackets needs a value; go-yaml would make the colon part of it");
      }
      if (entries.has(name)) this.#refuse(key, `the key ${JSON.stringify(name)} stands twice in this map`);
      entries.set(name, this.read(value, depth + 1));
    }
    // As for kustomize, a key of the map itself wins over a merged one. fromEntries makes "__proto__" an ordinary key.
    return merged === undefined ? Object.fromEntries(entries) : { ...merged, ...Object.fromEntries(entries) };
  }

  #readKey(key: unknown, map: YAMLMap): string {
    if (!isScalar(key)) {
      this.#refuse(key ?? map, "a key must be a string; if this is {{ a template }}, it has to be rendered first");
      return "";
    }
    this.#keepAnchor(key);
    const text = String(key.value);
    const plain = key.type === "PLAIN" && key.tag === undefined;
    this.#checkFlow(text, key);
    if (plain && !isStringKey(text)) this.#refuse(key, `kustomize refuses keys that are not strings; quote ${text}`);
    // kustomize drops it, kubectl keeps it.
    if (text === "<<") this.#refuse(key, 'a key must not be "<<"');
    return formatScalar(plain ? this.#substitute(text, key) : this.#readScalar(key));
  }

  #readMerge(value: unknown, depth: number): JsonObject {
    const read = this.read(value, depth + 1);
    const sources = Array.isArray(read) ? (read as readonly JsonValue[]) : [read];
    if (!sources.every(isJsonObject)) {
      this.#refuse(value, "<< takes a map, an alias of a map, or a list of these");
      return {};
    }
    return Object.fromEntries(sources.toReversed().flatMap((source) => Object.entries(source)));
  }

  #substitute(text: string, node: Node): JsonValue {
    const { substitute } = this.#options;
    if (substitute === undefined || !mayHoldPlaceholder(text)) return text;
    return substitute(text, () => this.#lineAt(offsetOf(node)));
  }

  #warn(node: Node, message: string): void {
    const origin = { file: this.#document.file, line: this.#lineAt(offsetOf(node)) };
    this.findings.push({ severity: "warning", code: "yaml/ambiguous-scalar", message, origin });
  }

  #refuse(node: unknown, message: string): null {
    this.problem ??= { offset: offsetOf(node), message };
    return null;
  }

  #exceed(limit: keyof Limits): null {
    this.exceeded ??= limit;
    return null;
  }
}

function offsetOf(node: unknown): number {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? (node.range?.[0] ?? 0) : 0;
}
