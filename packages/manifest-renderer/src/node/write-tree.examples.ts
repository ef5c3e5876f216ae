import type { RenderedTree } from "../tree/rendered-tree.ts";
import { writeTree } from "./write-tree.ts";

export async function writeTreeExample(tree: RenderedTree): Promise<string> {
  //#region writeTree
  const written = await writeTree("manifests/dev/cart", tree);
  const outcome = written.match(
    ({ write, remove }) => `${write.size} written, ${remove.length} removed`,
    (error) => error.message, // "The change of the slot is refused: ... the file was edited by hand; ..."
  );
  //#endregion
  return outcome;
}
