import { receiveFluxEvent } from "./receive.ts";

export async function receiveExample(request: Request, secret: string): Promise<Response> {
  //#region receiveFluxEvent
  const body = new Uint8Array(await request.arrayBuffer());
  const received = receiveFluxEvent({ headers: request.headers, body }, { secrets: [secret], cluster: "dev" });
  return received.match(
    (event) => new Response(`${event.involvedObject.name}: ${event.reason}`, { status: 202 }),
    (error) => new Response(error.message, { status: error.httpStatus }),
  );
  //#endregion
}
