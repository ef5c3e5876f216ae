import { createServer, type RequestListener, type Server } from "node:http";

/** More than all controllers and load balancers open, and fewer than a process may have files open (1,024). */
const MAX_CONNECTIONS = 800;

/** Makes the server: whoever is slow or silent is cut off before there are too many of them. It opens no port. */
export function createHttpServer(app: RequestListener): Server {
  const server = createServer(
    {
      headersTimeout: 5_000,
      // Flux itself gives up after 15 seconds.
      requestTimeout: 15_000,
      connectionsCheckingInterval: 1_000,
      // Longer than load balancers keep idle connections, else they send into one that closes.
      keepAliveTimeout: 65_000,
    },
    app,
  );
  server.maxConnections = MAX_CONNECTIONS;
  server.on("drop", () => {
    server.closeIdleConnections();
  });
  return server;
}
