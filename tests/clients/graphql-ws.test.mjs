// graphql-ws: a query, a change, a subscription that hears of an import, and a wrong token.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { CloseCode, createClient, validateMessage } from "graphql-ws";
import WebSocket from "ws";
import { adminToken, binary, socketUrl } from "./server.mjs";

/** Gives a client to a test, and closes it after that. */
async function connected(connectionParams, use) {
  const client = createClient({
    url: socketUrl,
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: 0,
  });
  try {
    await use(client);
  } finally {
    await client.dispose();
  }
}

const REVISION = "subscription Revision { revisionChanged { revision updatedAt } }";

const TIES = `query Ties($code: MunicipalityCode!) {
  dataset { revision }
  municipality(code: $code) { twinnings(first: 100) { totalCount nodes { partner { name } } } }
}`;

/** Imports a list in a process of its own, into the database of the server. */
async function importList(text) {
  const folder = await mkdtemp(join(tmpdir(), "vanort-list-"));
  try {
    const file = join(folder, "ny.csv");
    await writeFile(file, text);
    await promisify(execFile)(binary, ["ingest", file]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("a query is answered and ends", () =>
  connected({}, async (client) => {
    const answers = [];
    for await (const answer of client.iterate({ query: TIES, variables: { code: "1380" } })) {
      answers.push(answer);
    }
    assert.equal(answers.length, 1);
    assert.equal(answers[0].errors, undefined);
    assert(answers[0].data.municipality.twinnings.totalCount > 0);
  }));

test("an import by another process is heard, and what is asked then has it", () =>
  connected({}, async (client) => {
    const revisions = client.iterate({ query: REVISION });
    const next = async () => (await revisions.next()).value.data.revisionChanged;
    const ties = async () =>
      (await client.iterate({ query: TIES, variables: { code: "1380" } }).next()).value.data;

    const first = await next();
    const before = await ties();
    assert.equal(before.dataset.revision, first.revision);
    const partner = `Nyköpstad ${first.revision}`;
    const [heard] = await Promise.all([
      next(),
      importList(`Kommunkod,Kommun,Vänort,Land\n1380,Halmstad,${partner},Danmark\n`),
    ]);
    assert.equal(heard.revision, first.revision + 1);
    assert(Date.parse(heard.updatedAt) >= Date.parse(first.updatedAt));

    const after = await ties();
    assert.equal(after.dataset.revision, heard.revision);
    assert.equal(
      after.municipality.twinnings.totalCount,
      before.municipality.twinnings.totalCount + 1,
    );
    assert(after.municipality.twinnings.nodes.some((tie) => tie.partner.name === partner));
    await revisions.return();
  }));

test("two operations are under way over one connection", () =>
  connected({}, async (client) => {
    const revisions = client.iterate({ query: REVISION });
    await revisions.next();
    const { value } = await client.iterate({ query: "{ country(code: \"FI\") { name } }" }).next();
    assert.equal(value.data.country.name, "Finland");
    await revisions.return();
  }));

test("a query that is refused ends with its errors and their codes", () =>
  connected({}, async (client) => {
    await assert.rejects(client.iterate({ query: "{ nowhere }" }).next(), (errors) => {
      assert.equal(errors[0].extensions.code, "BAD_USER_INPUT");
      return true;
    });
  }));

test("an administrator's token is taken from connection_init", () =>
  connected({ authorization: `Bearer ${adminToken}` }, async (client) => {
    const query = "mutation Reindex { reindex { indexStatus { state } } }";
    const { value } = await client.iterate({ query }).next();
    assert.equal(value.errors, undefined);
    assert.equal(value.data.reindex.indexStatus.state, "CURRENT");
  }));

test("a wrong token is refused with 4403", () =>
  connected({ authorization: "Bearer wrong" }, async (client) => {
    await assert.rejects(client.iterate({ query: TIES, variables: { code: "1380" } }).next(), {
      code: 4403,
    });
  }));

test("an administrator follows a workbook from the check to the undoing", () =>
  connected({ authorization: `Bearer ${adminToken}` }, async (client) => {
    const list = `Kommunkod;Kommun;Vänort;Land\n1380;Halmstad;Prövostad ${Date.now()};Danmark\n`;
    const one = async (query, variables) => {
      const { value } = await client.iterate({ query, variables }).next();
      assert.equal(value.errors, undefined);
      return value.data;
    };
    const kinds = new Set();
    const jobs = client.iterate({ query: "subscription { jobProgress { kind state } }" });
    const heard = (async () => {
      for await (const { data } of jobs) {
        if (data.jobProgress.state !== "SUCCEEDED") continue;
        kinds.add(data.jobProgress.kind);
        if (kinds.size === 3) return;
      }
    })();
    // Who is answered a query is followed already.
    await one("{ jobs { totalCount } }");
    const { importWorkbook } = await one(
      `mutation Check($content: Base64!) {
        importWorkbook(input: { fileName: "prov.csv", content: $content }) { importRun { id outcome } }
      }`,
      { content: Buffer.from(list).toString("base64") },
    );
    assert.equal(importWorkbook.importRun.outcome, "WAITING");
    const id = importWorkbook.importRun.id;
    const told = await one("query($id: ID!) { importChanges(id: $id) { totalCount } }", { id });
    assert(told.importChanges.totalCount > 0);
    const applied = await one(
      "mutation($id: ID!) { applyImport(input: { id: $id }) { importRun { outcome } } }",
      { id },
    );
    assert.equal(applied.applyImport.importRun.outcome, "COMMITTED");
    const undone = await one(
      "mutation($id: ID!) { revertImport(input: { id: $id }) { changeCount } }",
      { id },
    );
    assert.equal(undone.revertImport.changeCount, told.importChanges.totalCount);
    await heard;
    assert.deepEqual([...kinds].sort(), ["APPLY_IMPORT", "CHECK_WORKBOOK", "REVERT_IMPORT"]);
  }));

/** Says something that the client's library would not, and returns what the connection ends with. */
const ended = (say) =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(socketUrl, "graphql-transport-ws");
    socket.on("error", reject);
    socket.on("open", () => {
      socket.send(JSON.stringify({ type: "connection_init" }));
      say(socket);
    });
    socket.on("close", (code, reason) => resolve({ code, reason: String(reason) }));
  });

test("a malformed subscribe is closed with 4400, as graphql-ws's own server does", async () => {
  for (const message of [
    { id: "1", payload: {} },
    { id: "1", payload: { query: null } },
    { id: "1", payload: { query: "{ __typename }", variables: [] } },
    { id: "1", payload: { query: "{ __typename }", operationName: 1 } },
    { id: "1", payload: { query: "{ __typename }", extensions: "x" } },
    { id: 1, payload: { query: "{ __typename }" } },
    { payload: { query: "{ __typename }" } },
  ]) {
    const text = JSON.stringify({ type: "subscribe", ...message });
    assert.throws(() => validateMessage(JSON.parse(text)), text);
    assert.equal((await ended((socket) => socket.send(text))).code, CloseCode.BadRequest, text);
  }
});

test("a client's close is answered with its code, and a message too large with 1009", async () => {
  for (const code of [1000, 4999]) {
    const answer = await ended((socket) => socket.close(code, "enough"));
    assert.deepEqual(answer, { code, reason: "enough" });
  }
  const large = await ended((socket) => socket.send("x".repeat(1_000_000)));
  assert.equal(large.code, 1009);
});
