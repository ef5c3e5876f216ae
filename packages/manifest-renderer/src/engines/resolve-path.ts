/** Resolves a path from the folder of the file that names it, `.` for the root; undefined when it is absolute, or leads out of the files. */
export function resolvePath(folder: string, value: string): string | undefined {
  if (value.startsWith("/") || /[\\\0]/.test(value)) return undefined;
  const steps: string[] = folder === "." ? [] : folder.split("/");
  for (const step of value.split("/")) {
    if (step === "" || step === ".") continue;
    if (step !== "..") steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps.length === 0 ? "." : steps.join("/");
}
