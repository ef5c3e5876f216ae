import type { EmbeddedGitHub } from "../embedded-github.ts";

/** What GraphQL answered. */
export interface GraphQLAnswer {
  readonly status: number;
  readonly body: {
    readonly data?: Readonly<Record<string, unknown>> | null;
    readonly errors?: readonly {
      readonly type?: string;
      readonly path?: readonly unknown[];
      readonly message: string;
    }[];
  };
}

/** Asks GraphQL, with the token of `bot` unless another one is given. */
export async function askGraphQL(
  { url }: Pick<EmbeddedGitHub, "url">,
  query: string,
  {
    variables,
    token = "bot-token",
  }: { readonly variables?: object | undefined; readonly token?: string | undefined } = {},
): Promise<GraphQLAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { authorization: `bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, body: (await response.json()) as GraphQLAnswer["body"] };
}
