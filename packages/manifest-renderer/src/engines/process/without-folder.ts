import { EngineFailedError } from "../errors.ts";

/** Takes the private folder out of the words of a program: its name differs in every run. */
export function withoutFolder<E>(error: E, directory: string): E | EngineFailedError {
  if (!(error instanceof EngineFailedError)) return error;
  const clean = (text: string): string => text.replaceAll(`${directory}/`, "").replaceAll(directory, ".");
  const { engine, exitCode, stderr } = error;
  const words = clean(error.message).slice(`${engine} `.length);
  return new EngineFailedError(engine, words, { exitCode, stderr: clean(stderr) });
}
