/** An environment of a repository. */
export interface Environment {
  readonly id: number;
  readonly name: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly variables: readonly Variable[];
}

/** A configuration variable of an environment; secrets have no value that could be read. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}
