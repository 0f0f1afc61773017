// A server that speaks CouchDB's protocol over memory, with the documents that standard input gives as JSON lines.
//   node server.mjs PORT PAGE   (PAGE: the folder of the page that the browser opens)
import { createInterface } from "node:readline";
import express from "express";
import expressPouchDB from "express-pouchdb";
import PouchDB from "pouchdb";
import memory from "pouchdb-adapter-memory";

const [port, page] = process.argv.slice(2);
PouchDB.plugin(memory);
const InMemory = PouchDB.defaults({ adapter: "memory" });
// Before the database: it then knows it.
const application = express();
application.use("/page", express.static(page));
application.use("/pouchdb", express.static(new URL("node_modules/pouchdb/dist", import.meta.url).pathname));
application.use("/db", expressPouchDB(InMemory, { mode: "minimumForPouchDB", inMemoryConfig: true, logPath: "/dev/null" }));

const commune = new InMemory("commune");

let batch = [];
for await (const line of createInterface({ input: process.stdin })) {
  batch.push(JSON.parse(line));
  if (batch.length === 1000) await put();
}
await put();

async function put() {
  const answers = await commune.bulkDocs(batch);
  const refused = answers.find((answer) => answer.error);
  if (refused) throw new Error(JSON.stringify(refused));
  batch = [];
}

application.listen(Number(port), "127.0.0.1", () => console.log("ready"));
