// The cart: adds up prices.
import { createServer } from "node:http";

const { PORT = "8080", CURRENCY = "EUR" } = process.env;
const prices = [12.5, 3.25];

createServer((request, response) => {
  if (request.url === "/healthz") return response.end("ok");
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ total: prices.reduce((sum, price) => sum + price, 0), currency: CURRENCY }));
}).listen(Number(PORT));
