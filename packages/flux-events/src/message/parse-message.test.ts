import { describe, expect, it } from "vitest";

import { parseMessage, type ParsedMessage } from "./parse-message.ts";

const expectParsed = (message: string, parsed: ParsedMessage) => {
  expect(parseMessage(message)).toEqual(parsed);
};

describe("parseMessage", () => {
  it("keeps as text what it does not know, to the letter", () => {
    for (const text of ["", " ", "all is well\n", "Reconciliation finished soon", "constructor"]) {
      expectParsed(text, { code: "text", text });
    }
  });
});
