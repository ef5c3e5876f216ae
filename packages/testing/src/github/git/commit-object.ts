/** Who wrote or committed, and when. */
export interface Person {
  readonly name: string;
  readonly email: string;
  /** Seconds since the epoch. */
  readonly seconds: number;
  /** Time zone as Git writes it, e.g. `+0200`. */
  readonly zone: string;
}

/** A commit, decoded. */
export interface Commit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  readonly message: string;
}

export function encodeCommit(commit: Commit): Buffer {
  const lines = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${encodePerson(commit.author)}`,
    `committer ${encodePerson(commit.committer)}`,
  ];
  return Buffer.from(`${lines.join("\n")}\n\n${commit.message}`);
}

export function decodeCommit(content: Buffer): Commit {
  const text = content.toString("utf8");
  const end = text.indexOf("\n\n");
  const headers = (end < 0 ? text : text.slice(0, end)).split("\n");
  const values = (key: string): string[] =>
    headers.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1));
  return {
    tree: values("tree")[0] ?? "",
    parents: values("parent"),
    author: decodePerson(values("author")[0] ?? ""),
    committer: decodePerson(values("committer")[0] ?? ""),
    message: end < 0 ? "" : text.slice(end + 2),
  };
}

/** Makes a person from a name, an address and a time in UTC. */
export function personAt(name: string, email: string, date: Date): Person {
  return { name, email, seconds: Math.floor(date.getTime() / 1000), zone: "+0000" };
}

function encodePerson(person: Person): string {
  return `${withoutCrud(person.name)} <${withoutCrud(person.email)}> ${person.seconds} ${person.zone}`;
}

function decodePerson(text: string): Person {
  const match = /^(.*?) ?<([^>]*)> (\d+) ([+-]\d{4})$/.exec(text);
  const [, name = "", email = "", seconds = "0", zone = "+0000"] = match ?? [];
  return { name, email, seconds: Number(seconds), zone };
}

// Git drops these characters from names and addresses: ident.c strbuf_addstr_without_crud.
function withoutCrud(text: string): string {
  return text.replace(/[<>\n\0]/g, "").trim();
}
