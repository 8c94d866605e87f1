// What graphql-eslint asks of the schema and of documents: all of its rules, but for those below.
import { fileURLToPath } from "node:url";
import graphql from "@graphql-eslint/eslint-plugin";

const { configs, parser, rules } = graphql;

/** All rules of a kind, as strict as the plugin's own sets have them. */
function all(kind, ...sets) {
  const ofKind = Object.entries(rules).filter(([, { meta }]) =>
    [meta.docs.category].flat().includes(kind),
  );
  const every = ofKind.map(([name]) => [`@graphql-eslint/${name}`, "error"]);
  return Object.assign(Object.fromEntries(every), ...sets.map((set) => configs[set].rules));
}

const named = (exceptions) =>
  Object.fromEntries(
    Object.entries(exceptions).map(([name, level]) => [`@graphql-eslint/${name}`, level]),
  );

const schemaExceptions = named({
  // Fields stand as they belong together: an id first, then names, lists last.
  alphabetize: "off",
  // For those who know every document that is asked. Anybody may ask this schema.
  "no-unused-fields": "off",
  // For schemas that must do without changes, or without what is live. This one has both.
  "no-root-type": "off",
  // The register is in memory, and a list without items is empty: a null would never come, and every
  // client would have to look for it.
  "require-nullable-result-in-root": "off",
  // A payload has what its change did. That lists may have changed is told by `revisionChanged`.
  "require-field-of-type-query-in-mutation-result": "off",
  // Clients are promised `nodes` beside `edges`, and some lists need no paging.
  "relay-edge-types": ["error", { listTypeCanWrapOnlyEdgeType: false }],
  // Values, which are part of what has an id: pages and their items, counts, what a change did.
  "strict-id-in-types": [
    "error",
    {
      exceptions: {
        suffixes: ["Connection", "Edge", "PageInfo", "Count", "Facet", "Facets", "Payload"],
        types: [
          // A run has one report; a change is told field by field.
          "FieldChange",
          "ImportReport",
          // There is one of each.
          "Dataset",
          "IndexStatus",
          "Statistics",
          "TwinningStatistics",
          // A place on earth, a country in a programme, a revision, a name that stands for a source, what a search says.
          "Location",
          // Part of a partner seeker.
          "PartnerSeekerContact",
          "ProgrammeCountry",
          "RevisionChanged",
          "DatasetSource",
          "HighlightPart",
          "RankingGround",
          "Suggestion",
        ],
      },
    },
  ],
  "require-description": [
    "error",
    {
      types: true,
      rootField: true,
      DirectiveDefinition: true,
      EnumValueDefinition: true,
      FieldDefinition: true,
      InputValueDefinition: true,
      // Those of the directives that every schema has, which the specification describes.
      ignoredSelectors: ["[type=InputValueDefinition][parent.type=DirectiveDefinition]"],
    },
  ],
});

const documentExceptions = named({
  // Fields stand in the order of the answer that a reader wants.
  alphabetize: "off",
  // For clients that keep things by their ids, which ask for them without being told.
  "require-selections": "off",
  // Examples are asked one at a time, where a name says nothing.
  "no-anonymous-operations": "off",
  // How a frontend puts its documents into files is its own affair.
  "lone-executable-definition": "off",
  "match-document-filename": "off",
  "no-one-place-fragments": "off",
  "require-import-fragment": "off",
});

const schema = "schema.graphql";
const documents = ["tests/queries/*.graphql", "tests/clients/codegen/*.graphql"];
const plugins = { "@graphql-eslint": graphql };
const fromRoot = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const graphQLConfig = { schema: fromRoot(schema), documents: documents.map(fromRoot) };
const languageOptions = { parser, parserOptions: { graphQLConfig } };

export default [
  {
    files: [schema],
    plugins,
    languageOptions,
    rules: { ...all("Schema", "flat/schema-all", "flat/schema-relay"), ...schemaExceptions },
  },
  {
    files: [...documents, "README.md/*.graphql"],
    plugins,
    languageOptions,
    rules: { ...all("Operations", "flat/operations-all"), ...documentExceptions },
  },
];
