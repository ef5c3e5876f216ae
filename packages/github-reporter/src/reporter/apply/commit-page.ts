import { webUrlOf } from "../../github/base-url.ts";
import type { CommitAddress } from "../../github/commit-address.ts";
import type { ApplyPorts } from "../ports.ts";

/** Address of a commit for people. */
export function commitPage(
  { client, webUrl }: Pick<ApplyPorts, "client" | "webUrl">,
  { repository, sha }: CommitAddress,
): string {
  const base = webUrl ?? webUrlOf(client(repository).request.endpoint.DEFAULTS.baseUrl);
  return `${base}/${repository}/commit/${sha}`;
}
