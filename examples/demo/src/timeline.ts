const WHO_WIDTH = 10;

/** Prints what happens, as it happens: seconds, who, what, and where to see it. */
export interface Timeline {
  chapter(title: string): void;
  event(who: string, what: string, where?: string): void;
  /** Lines that belong to the event above. */
  detail(text: string): void;
}

export function createTimeline(write: (line: string) => void, isColoured: boolean): Timeline {
  const start = performance.now();
  const paint = (code: number, text: string): string => (isColoured ? `\u001b[${code}m${text}\u001b[0m` : text);
  return {
    chapter: (title) => {
      write(`\n${paint(1, title)}`);
    },
    event: (who, what, where) => {
      const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(5);
      const link = where === undefined ? "" : `  ${paint(2, where)}`;
      write(`${paint(2, `${seconds}s`)}  ${paint(36, who.padEnd(WHO_WIDTH))} ${what}${link}`);
    },
    detail: (text) => {
      for (const line of text.trimEnd().split("\n")) write(`${" ".repeat(WHO_WIDTH + 9)}${paint(2, "|")} ${line}`);
    },
  };
}
