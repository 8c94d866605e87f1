// graphql-eslint: the schema, and the documents that clients are shown or rely on.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { ESLint } from "eslint";

const cwd = fileURLToPath(new URL("../..", import.meta.url));
const eslint = new ESLint({ cwd, overrideConfigFile: "tests/clients/eslint.config.mjs" });

/** What a rule that is on may find in the schema: the place, and why it is right. */
const exceptions = [
  // Hits are paged from the best on; nobody begins at the worst.
  { rule: "relay-arguments", at: "search(", asks: "last" },
  { rule: "relay-arguments", at: "search(", asks: "before" },
];

const told = ({ filePath, messages }) =>
  messages.map(({ line, message, ruleId }) => `${filePath}:${line} ${ruleId}: ${message}`);

test("the schema keeps every rule", async () => {
  const [result] = await eslint.lintFiles("schema.graphql");
  const lines = (await readFile(result.filePath, "utf8")).split("\n");
  const known = exceptions.map(({ rule, at, asks = "" }) =>
    result.messages.find(
      ({ line, message, ruleId }) =>
        ruleId === `@graphql-eslint/${rule}` && lines[line - 1].trim() === at && message.includes(`\`${asks}`),
    ),
  );
  assert(known.every(Boolean), "an exception is not needed any more");
  const messages = result.messages.filter((message) => !known.includes(message));
  assert.deepEqual(told({ ...result, messages }), []);
});

test("the rules see what is wrong with a schema", async () => {
  const text = "type Query { Get_town(a: Int): Town! }\ntype Town { town_name: String }\n";
  const [{ messages }] = await eslint.lintText(text, { filePath: "schema.graphql" });
  const found = messages.map(({ ruleId }) => ruleId?.replace("@graphql-eslint/", ""));
  for (const rule of ["naming-convention", "require-description", "strict-id-in-types"]) {
    assert(found.includes(rule), `${rule} is not among ${found}`);
  }
});

const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(/```graphql\n(.*?)```/gs)].map(([, text]) => text);

for (const [place, text] of examples.entries()) {
  test(`example ${place + 1} of the README keeps every rule`, async () => {
    const [result] = await eslint.lintText(text, { filePath: `README.md/${place + 1}.graphql` });
    assert.deepEqual(told(result), []);
  });
}

test("the README has examples", () => assert(examples.length >= 5));

test("the documents that clients rely on keep every rule", async () => {
  const results = await eslint.lintFiles(["tests/queries/*.graphql", "tests/clients/codegen/*.graphql"]);
  assert(results.length >= 6, `only ${results.length} documents were found`);
  assert.deepEqual(results.flatMap(told), []);
});

test("the rules see what is wrong with a document", async () => {
  const text = "query q { nowhere }\nfragment G on Query { __typename }\n";
  const [{ messages }] = await eslint.lintText(text, { filePath: "README.md/1.graphql" });
  const found = messages.map(({ ruleId }) => ruleId?.replace("@graphql-eslint/", ""));
  for (const rule of ["fields-on-correct-type", "naming-convention", "no-unused-fragments"]) {
    assert(found.includes(rule), `${rule} is not among ${found}`);
  }
});
