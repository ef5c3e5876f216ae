/** Everybody who acts on the embedded GitHub. The tokens are worth nothing anywhere else. */
export const accounts = {
  /** The App of the team: CI's submissions, the connector's statuses, pull requests and merges. */
  bot: { login: "shop-gitops[bot]", type: "Bot", token: "demo-token-of-the-bot", email: "bot@shop.example" },
  /** `GITHUB_TOKEN` of workflow runs. */
  workflow: {
    login: "github-actions[bot]",
    type: "Bot",
    token: "demo-token-of-workflows",
    email: "actions@shop.example",
  },
  /** Writes code. */
  developer: { login: "ada", type: "User", token: "demo-token-of-ada", email: "ada@shop.example" },
  /** Approves. */
  approver: { login: "grace", type: "User", token: "demo-token-of-grace", email: "grace@shop.example" },
} as const;
