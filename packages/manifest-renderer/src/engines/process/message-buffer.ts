import { maskSecrets } from "../../secrets/mask-secrets.ts";
import { dropCutSecret, dropCutSecretAtStart } from "./cut-secrets.ts";

const HEAD_BYTES = 16 * 1024;
const TAIL_BYTES = 48 * 1024;

/**
 * Keeps 64 KiB of what a program writes to its standard error: the start, where a crash names its cause, and the end,
 * where a command names its error. What lies between is dropped while it arrives.
 */
export class MessageBuffer {
  readonly #head: Buffer[] = [];
  #headBytes = 0;
  #tail: Buffer[] = [];
  #tailBytes = 0;
  #dropped = false;

  /** Takes the next bytes. */
  add(chunk: Buffer): void {
    const headed = chunk.subarray(0, HEAD_BYTES - this.#headBytes);
    if (headed.length > 0) this.#head.push(headed);
    this.#headBytes += headed.length;
    if (headed.length === chunk.length) return;
    this.#tail.push(chunk.subarray(headed.length));
    this.#tailBytes += chunk.length - headed.length;
    if (this.#tailBytes > 2 * TAIL_BYTES) this.#shrink();
  }

  /** Gives the text without the secrets, not even the piece of one that was cut. */
  read(secrets: readonly string[]): string {
    if (this.#tailBytes > TAIL_BYTES) this.#shrink();
    const [head, tail] = [Buffer.concat(this.#head), Buffer.concat(this.#tail)];
    if (!this.#dropped) return maskSecrets(Buffer.concat([head, tail]).toString(), secrets);
    const start = maskSecrets(dropCutSecret(head.toString(), secrets), secrets);
    const end = maskSecrets(dropCutSecretAtStart(tail.toString(), secrets), secrets);
    return `${start}\n[...]\n${end}`;
  }

  #shrink(): void {
    const tail = Buffer.concat(this.#tail);
    this.#dropped = true;
    this.#tail = [Buffer.from(tail.subarray(tail.length - TAIL_BYTES))];
    this.#tailBytes = TAIL_BYTES;
  }
}
