// The shop window: asks the cart what is in it and shows the sum.
import { createServer } from "node:http";

const { PORT = "8080", CART_URL = "http://cart", BANNER = "" } = process.env;

createServer(async (request, response) => {
  if (request.url === "/healthz") return response.end("ok");
  const { total, currency } = await (await fetch(`${CART_URL}/total`)).json();
  response.setHeader("content-type", "text/plain; charset=utf-8");
  response.end(`${BANNER}\nYour cart: ${total} ${currency}\n`);
}).listen(Number(PORT));
