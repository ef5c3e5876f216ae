import { once } from "node:events";
import { connect, type Socket } from "node:net";

import { afterEach, beforeEach, expect, it } from "vitest";

import type { ConnectorProcess } from "../../examples/demo/src/connector-process.ts";
import { type Rig, startRig } from "./connector-rig.ts";

const MIB = 1024 * 1024;

let rig: Rig;
let connector: ConnectorProcess;
let sockets: Socket[];

beforeEach(async () => {
  rig = await startRig();
  connector = await rig.start();
  sockets = [];
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await rig.close();
});

/** Opens a connection, sends something, and stays. */
async function open(text: string): Promise<{ readonly answered: () => string; readonly closed: Promise<unknown> }> {
  const { port, hostname } = new URL(connector.url);
  const socket = connect(Number(port), hostname).on("error", () => undefined);
  sockets.push(socket);
  await once(socket, "connect");
  let answer = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    answer += chunk;
  });
  if (text !== "") socket.write(text);
  return { answered: () => answer, closed: once(socket, "close") };
}

function head(...lines: readonly string[]): string {
  return ["POST /flux/dev HTTP/1.1", "Host: connector", ...lines, "", ""].join("\r\n");
}

async function many<T>(count: number, make: () => Promise<T>): Promise<readonly T[]> {
  return Promise.all(Array.from({ length: count }, make));
}

it("serves others while 500 senders are silent or slow, cuts these off, and holds no more of them than it may", async () => {
  const silent = await many(125, () => open(""));
  const halfHeaders = await many(125, () => open("POST /flux/dev HTTP/1.1\r\nHost: conn"));
  const barelyBegun = await many(125, () => open(`${head("Content-Length: 3000000")}{`));
  const halfBodies = await many(125, () => open(head(`Content-Length: ${3 * MIB}`) + "x".repeat(MIB)));

  const served = await many(20, () => rig.flux(connector, `app-${sockets.length}`));
  expect(new Set(served)).toEqual(new Set([202]));
  // 125 MiB were sent, and 64 are what may be held.
  await expect.poll(() => halfBodies.filter(({ answered }) => answered().includes(" 503 ")).length).toBeGreaterThan(50);
  expect((await fetch(`${connector.url}/readyz`)).status).toBe(200);
  await Promise.all([...silent, ...halfHeaders, ...barelyBegun, ...halfBodies].map(({ closed }) => closed));
  expect(await rig.flux(connector, "after")).toBe(202);
});

it("answers what is no request, and goes on", async () => {
  const answerTo = async (text: string): Promise<string> => {
    const { answered, closed } = await open(text);
    await closed;
    return answered();
  };
  const hostile: Readonly<Record<string, RegExp>> = {
    // The body is longer than announced: what follows is no request.
    [`${head("Content-Length: 2")}{}and more\r\n\r\n`]: /^HTTP\/1\.1 400/,
    [head("Content-Length: two")]: /^HTTP\/1\.1 400/,
    [head("Content-Length: 2", "Transfer-Encoding: chunked")]: /^HTTP\/1\.1 400/,
    [`${head("Transfer-Encoding: chunked")}not a length\r\n`]: /^HTTP\/1\.1 400/,
    // Shorter than announced: the rest is waited for, and not for ever.
    [`${head("Content-Length: 20")}{}`]: /^HTTP\/1\.1 408/,
    [`${head("Content-Length: 99999999999")}${"x".repeat(MIB)}`]: /^HTTP\/1\.1 413/,
  };
  const answers = await Promise.all(Object.keys(hostile).map(answerTo));
  Object.values(hostile).forEach((expected, index) => {
    expect(answers[index]).toMatch(expected);
  });
  expect(await rig.flux(connector, "after")).toBe(202);
});
