/** Files in memory: POSIX paths without a leading slash or `..`, and their text or UTF-8 bytes. */
export type FileSet = ReadonlyMap<string, string | Uint8Array>;
