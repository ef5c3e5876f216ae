import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that listens on loopback. */
export interface LoopbackServer {
  readonly server: Server;
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** Listens on a loopback port; 0 is any free one. */
export async function listenOnLoopback(port: number): Promise<LoopbackServer> {
  const server = createServer({ keepAliveTimeout: 60_000 });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    server,
    origin: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
