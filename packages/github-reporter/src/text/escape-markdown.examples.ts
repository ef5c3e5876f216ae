import { escapeMarkdown } from "./escape-markdown.ts";

export function sentenceOf(message: string): string {
  //#region escapeMarkdown_message
  const sentence = `Flux says: ${escapeMarkdown(message)}`;
  //#endregion
  return sentence;
}
