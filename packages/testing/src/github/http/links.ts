/** Makes the addresses that answers contain. */
export interface Links {
  /** Address of a REST path, e.g. `/repos/acme/shop`. */
  rest(path: string): string;
  /** Address of a page for people, e.g. `/acme/shop/pull/1`. */
  web(path: string): string;
}

export function createLinks(origin: string): Links {
  return { rest: (path) => `${origin}${path}`, web: (path) => `${origin}${path}` };
}
