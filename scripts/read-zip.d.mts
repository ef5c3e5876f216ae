/** A file of a zip archive. */
export interface ZipFile {
  readonly name: string;
  readonly content: Buffer;
}

export function readZip(zip: Buffer): Generator<ZipFile>;
