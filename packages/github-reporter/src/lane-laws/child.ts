import type { LaneVerdict, RunningLane } from "../lane/lane.ts";
import type { LaneUnderTest, OpenLane } from "./module.ts";
import type { Call, ChildRequest, ToChild, ToParent } from "./protocol.ts";

/** Program of a process that opens one lane and does what its parent says. */
const { module, ...request } = JSON.parse(process.argv[2] ?? "{}") as ChildRequest;
const handled = new Map<number, (verdict: LaneVerdict | "throw") => void>();
let running: RunningLane | undefined;
let batches = 0;

// Nobody is left to end it otherwise.
process.on("disconnect", () => process.exit());

try {
  const { openLane } = (await import(module)) as { readonly openLane: OpenLane };
  obey(await openLane(request));
  say({ code: "open" });
} catch (error) {
  say({ code: "refused", why: textOf(error) });
}

function obey(lane: LaneUnderTest): void {
  process.on("message", (message: ToChild) => {
    if (message.code === "handled") {
      handled.get(message.batch)?.(message.verdict);
      return;
    }
    const { number } = message;
    execute(lane, message.call).then(
      (value) => {
        say({ code: "answer", number, value });
      },
      (error: unknown) => {
        say({ code: "failure", number, why: textOf(error) });
      },
    );
  });
}

async function execute(lane: LaneUnderTest, call: Call): Promise<unknown> {
  switch (call.code) {
    case "put":
      return lane.put(call.item).match(
        (outcome) => outcome,
        ({ code }) => code,
      );
    case "put-and-die":
      return lane.put(call.item).match(
        () => process.kill(process.pid, "SIGKILL"),
        ({ code }) => code,
      );
    case "run":
      running = await lane.run(({ key, items, kept, attempt }) => ask({ key, items, kept, attempt }));
      return undefined;
    case "stop":
      return running?.stop();
    case "dead-letters":
      return lane.deadLetters?.().match(
        (letters) => letters,
        ({ message }) => Promise.reject(new Error(message)),
      );
    case "replay":
      return lane.replay?.(call.ids).match(
        (count) => count,
        ({ message }) => Promise.reject(new Error(message)),
      );
    case "close":
      await running?.stop();
      return lane.close?.();
  }
}

/** The parent is the handler. */
function ask(batch: Extract<ToParent, { code: "batch" }>["batch"]): Promise<LaneVerdict> {
  const number = batches++;
  return new Promise((resolve, reject) => {
    handled.set(number, (verdict) => {
      if (verdict === "throw") reject(new Error("The law lets the handler throw."));
      else resolve(verdict);
    });
    say({ code: "batch", number, batch });
  });
}

function say(message: ToParent): void {
  // A parent that is gone needs no answer.
  process.send?.(message, () => undefined);
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error ? `${String(error.code)}: ${error.message}` : error.message;
}
