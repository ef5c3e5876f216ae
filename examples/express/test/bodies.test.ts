import { once } from "node:events";
import { createServer, request, type ClientRequest, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createBodies } from "../src/bodies.ts";

let server: Server;
let outcomes: string[];

beforeEach(async () => {
  const bodies = createBodies({ budget: 1_000 });
  outcomes = [];
  server = createServer((incoming, response) => {
    void bodies.receive(incoming, 800).then((body) => {
      const told = body.code === "received" ? String(body.bytes.length) : body.code;
      outcomes.push(`${incoming.url ?? ""} ${told}`);
      response.writeHead(body.code === "refused" ? body.status : 200).end();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

function begin(path: string, bytes: number): ClientRequest {
  const { port } = server.address() as AddressInfo;
  const sent = request({ port, path, method: "POST" }).on("error", () => undefined);
  sent.write("x".repeat(bytes));
  return sent;
}

async function statusOf(sent: ClientRequest): Promise<number | undefined> {
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  return answer.statusCode;
}

describe("the bodies that are on their way", () => {
  it("are received whole", async () => {
    expect(await statusOf(begin("/a", 100).end("y"))).toBe(200);
    expect(outcomes).toEqual(["/a 101"]);
  });

  it("give way when memory is short: first who has been sending longest", async () => {
    const slow = begin("/slow", 700);
    const slowStatus = statusOf(slow);
    await once(server, "request");
    const quick = begin("/quick", 200);
    await once(server, "request");
    // Both fit; what comes now does not.
    expect(await statusOf(begin("/next", 300).end())).toBe(200);
    expect(await slowStatus).toBe(503);
    expect(await statusOf(quick.end())).toBe(200);
    expect(outcomes).toEqual(["/slow refused", "/next 300", "/quick 200"]);
  });

  it("make room when their sender goes away", async () => {
    const gone = begin("/gone", 700);
    await once(server, "request");
    gone.destroy();
    await expect.poll(() => outcomes).toEqual(["/gone aborted"]);
    expect(await statusOf(begin("/next", 700).end())).toBe(200);
  });
});
