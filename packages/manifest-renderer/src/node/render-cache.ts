/** Keeps what a render gave, under a key that holds all it was made of. */
export interface RenderCache {
  /** Gives the value of a key; undefined when it is not kept. */
  get(key: string): Promise<string | undefined>;
  /** Keeps a value. */
  set(key: string, value: string): Promise<void>;
}
