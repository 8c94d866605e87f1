// graphql-codegen: typed documents, from what the server tells of itself, that TypeScript takes.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { preset } from "@graphql-codegen/client-preset";
import { codegen } from "@graphql-codegen/core";
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  isIntrospectionType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  printType,
} from "graphql";
import { url } from "./server.mjs";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const operations = await readFile(path("codegen/operations.graphql"), "utf8");

async function ask(query, variables, operationName) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables, operationName }),
  });
  const { data, errors } = await answer.json();
  assert.equal(errors, undefined);
  return data;
}

const introspection = getIntrospectionQuery({
  directiveIsRepeatable: true,
  inputValueDeprecation: true,
  specifiedByUrl: true,
});
const schema = buildClientSchema(await ask(introspection));

test("what the server tells of itself is schema.graphql", async () => {
  const published = buildSchema(await readFile(path("../../schema.graphql"), "utf8"));
  const types = (schema) =>
    Object.values(lexicographicSortSchema(schema).getTypeMap())
      .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
      .map(printType);
  assert.deepEqual(types(schema), types(published));
});

test("documents are generated", async () => {
  const folder = path("generated/codegen/");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const files = await preset.buildGeneratesSection({
    baseOutputDir: folder,
    schema: parse(printSchema(schema)),
    schemaAst: schema,
    documents: [{ location: "operations.graphql", document: parse(operations), rawSDL: operations }],
    config: {
      importExtension: ".js",
      scalars: {
        Base64: "string",
        CountryCode: "string",
        CountyCode: "string",
        Date: "string",
        DateTime: "string",
        JSON: "unknown",
        LanguageCode: "string",
        Latitude: "number",
        Longitude: "number",
        MunicipalityCode: "string",
        PartialDate: "string",
      },
      strictScalars: true,
      useTypeImports: true,
    },
    presetConfig: {},
    documentTransforms: [],
    plugins: [],
    pluginMap: {},
  });
  for (const file of files) {
    await writeFile(file.filename, await codegen(file));
  }
  const generated = await readFile(join(folder, "graphql.ts"), "utf8");
  for (const { kind, name } of parse(operations).definitions) {
    const document = `${name.value}${kind === "FragmentDefinition" ? "FragmentDoc" : "Document"}`;
    assert.match(generated, new RegExp(`export const ${document} =`));
  }
});

test("TypeScript takes how they are used, and refuses what is wrong", async () => {
  const compiler = createRequire(import.meta.url).resolve("typescript/package.json");
  const arguments_ = [join(compiler, "../bin/tsc"), "--project", path("codegen/tsconfig.json")];
  await promisify(execFile)(process.execPath, arguments_).catch(({ stdout, stderr }) =>
    assert.fail(stdout + stderr),
  );
});

test("the server answers them", async () => {
  const text = print(parse(operations));
  const towns = await ask(text, { code: "1380", first: 2 }, "TwinTowns");
  assert.equal(towns.municipality.twinnings.nodes.length, 2);
  const hits = await ask(text, { text: "deutschland" }, "Search");
  assert.deepEqual(hits.search.edges[0].node, { __typename: "Country", countryCode: "DE", own: "Deutschland" });
  const ties = await ask(text, { filter: { since: { to: 1959 } }, orderBy: { field: "SINCE" } }, "Filtered");
  assert(ties.twinnings.nodes.length > 0);
  assert(Number.isInteger((await ask(text, {}, "State")).dataset.revision));
});
