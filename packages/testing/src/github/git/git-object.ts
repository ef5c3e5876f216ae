import { createHash } from "node:crypto";

/** The four object types of Git. */
export type GitObjectType = "blob" | "tree" | "commit" | "tag";

/** One object as Git stores it, without the header. */
export interface GitObject {
  readonly type: GitObjectType;
  readonly content: Buffer;
}

/** Puts the header `<type> <size>\0` before the content: the bytes that are hashed and stored. */
export function frameObject(object: GitObject): Buffer {
  return Buffer.concat([Buffer.from(`${object.type} ${object.content.length}\0`), object.content]);
}

/** Hashes framed bytes as Git does, so that our ids are Git's ids. */
export function hashFrame(frame: Buffer): string {
  return createHash("sha1").update(frame).digest("hex");
}

/** Takes the header off again. */
export function unframeObject(frame: Buffer): GitObject {
  const end = frame.indexOf(0);
  const [type] = frame.toString("latin1", 0, end).split(" ");
  if (!isGitObjectType(type)) throw new Error(`A stored Git object has the unknown type ${String(type)}.`);
  return { type, content: frame.subarray(end + 1) };
}

export function isGitObjectType(text: string | undefined): text is GitObjectType {
  return text === "blob" || text === "tree" || text === "commit" || text === "tag";
}

/** Tells whether a text is a full SHA-1 object id. */
export function isFullSha(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}
