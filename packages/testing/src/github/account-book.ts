import { toAccount, type Account, type AccountOptions } from "./account.ts";
import type { AccountBook } from "./instance.ts";

/** The accounts, with the means to add some. */
export interface OpenAccountBook extends AccountBook {
  readonly add: (options: AccountOptions) => Account;
  /** Ids by login, also of accounts that only an earlier run had. */
  ids(): Readonly<Record<string, number>>;
}

/** Keeps accounts; a login that was known before gets its id again. */
export function createAccountBook(knownIds: Readonly<Record<string, number>>, nextId: () => number): OpenAccountBook {
  const all: Account[] = [];
  return {
    all,
    byLogin: (login) => all.find((account) => account.login.toLowerCase() === login.toLowerCase()),
    add(options) {
      if (all.some(({ token }) => token === options.token)) {
        throw new TypeError(`The token of ${options.login} belongs to another account.`);
      }
      const account = toAccount(knownIds[options.login] ?? nextId(), options);
      all.push(account);
      return account;
    },
    ids: () => ({ ...knownIds, ...Object.fromEntries(all.map(({ login, id }) => [login, id])) }),
  };
}
