// Relay: its compiler takes the schema with a paged fragment, and its runtime pages through it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import relay from "relay-runtime";
import { url } from "./server.mjs";

const require = createRequire(import.meta.url);
const artifacts = fileURLToPath(new URL("generated/relay", import.meta.url));
const config = fileURLToPath(new URL("relay.config.json", import.meta.url));

async function ask(query, variables) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
    body: JSON.stringify({ query, variables }),
  });
  return answer.json();
}

function createEnvironment() {
  const network = relay.Network.create(({ text }, variables) => ask(text, variables));
  return new relay.Environment({ network, store: new relay.Store(new relay.RecordSource()) });
}

const artifact = (name) => require(join(artifacts, `${name}.graphql.js`));

test("the compiler takes the schema and the documents", async () => {
  await rm(artifacts, { recursive: true, force: true });
  await mkdir(artifacts, { recursive: true });
  const compiler = require.resolve("relay-compiler/cli.js");
  const { stdout } = await promisify(execFile)(process.execPath, [compiler, config, "--noWatchman"]);
  // The artifacts name each other as CommonJS does, without their endings.
  await writeFile(join(artifacts, "package.json"), JSON.stringify({ type: "commonjs" }));
  assert.match(stdout, /compiled documents: \d+ reader, \d+ normalization/);
});

test("a fragment is paged through its own query, and the store has each item once", async () => {
  const query = artifact("countryTownsQuery");
  const fragment = artifact("countryTowns_country");
  const { connectionPathInFragmentData, identifierField, paginationMetadata, paginationRequest } =
    relay.getPaginationMetadata(fragment, "countryTowns");
  const environment = createEnvironment();
  const variables = { code: "DE", filter: { merged: false } };
  const operation = relay.createOperationDescriptor(query, variables);
  const retained = environment.retain(operation);
  await relay.fetchQuery(environment, query, variables).toPromise();

  // What usePaginationFragment does in React.
  const selector = relay.getSelector(fragment, environment.lookup(operation.fragment).data.country);
  const country = () => environment.lookup(selector).data;
  const list = () => connectionPathInFragmentData.reduce((value, key) => value[key], country());
  assert.equal(list().edges.length, 25);
  for (let pages = 1; list().pageInfo.hasNextPage; pages += 1) {
    assert(pages < 100, "the list never ends");
    const more = relay.getPaginationVariables(
      "forward",
      25,
      list().pageInfo.endCursor,
      selector.variables,
      { id: country()[identifierField] },
      paginationMetadata,
    );
    await relay.fetchQuery(environment, paginationRequest, more).toPromise();
  }
  const { edges, totalCount } = list();
  retained.dispose();
  assert(totalCount > 25, `only ${totalCount} towns`);
  assert.equal(edges.length, totalCount);
  assert.equal(new Set(edges.map(({ node }) => node.id)).size, totalCount);
});

test("a fragment on an interface is asked for again by its global id", async () => {
  const { data } = await ask('{ municipality(code: "1380") { id } }', {});
  const environment = createEnvironment();
  const variables = { id: data.municipality.id };
  const query = artifact("authorityQuery");
  const { node } = await relay.fetchQuery(environment, query, variables).toPromise();
  const selector = relay.getSelector(artifact("countryTowns_authority"), node);
  assert.equal(environment.lookup(selector).data.name, "Halmstad");
});
