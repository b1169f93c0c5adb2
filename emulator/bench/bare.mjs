// The floor: node:http and nothing else, answering what it is told to.
import { createServer } from "node:http";

const body = Buffer.from(process.argv[3] ?? "{}");
createServer((request, response) => {
  request.resume();
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": body.length });
  response.end(body);
}).listen(Number(process.argv[2]), "127.0.0.1");
