import type { ResourceDiff } from "./diff-resources.ts";
import type { ImageChange } from "./image-changes.ts";
import { inlineCode } from "./markdown.ts";
import type { Block } from "./summary-block.ts";

const DIGEST = /(@sha\d+:[0-9a-f]+)$/;
const DIGEST_CHARS = 12;

/** Lists which images come, go or change; an image of many containers is shown once. */
export function imageBlocks(diffs: readonly ResourceDiff[]): readonly Block[] {
  const changes = new Set(diffs.flatMap(({ images }) => images.map(imageLine)));
  return [...changes].sort().map((text) => ({ text, objects: 0 }));
}

function imageLine({ before, after }: ImageChange): string {
  const [old, next] = [shorten(before), shorten(after)];
  // Two digests that begin alike are shown in full.
  return old === next ? line(before, after) : line(old, next);
}

function line(before: string | undefined, after: string | undefined): string {
  return `- ${imageName(before)} → ${imageName(after)}\n`;
}

function imageName(image: string | undefined): string {
  return image === undefined ? "(none)" : inlineCode(image);
}

function shorten(image: string | undefined): string | undefined {
  return image?.replace(DIGEST, (digest) => `${digest.slice(0, digest.indexOf(":") + 1 + DIGEST_CHARS)}…`);
}
