// urql: an answer with variables, the code of an error, and a change by an administrator.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, fetchExchange, gql } from "@urql/core";
import { adminToken, url } from "./server.mjs";

const client = new Client({ url, exchanges: [fetchExchange] });

const TOWN = gql`
  query Search($text: String!, $filter: SearchFilter) {
    search(query: $text, filter: $filter, first: 5) {
      totalCount
      edges { matchReason node { ... on PartnerTown { name country { code } } } }
    }
  }
`;

const REINDEX = gql`
  mutation Reindex {
    reindex { indexStatus { state } }
  }
`;

for (const preferGetMethod of [false, "force"]) {
  test(`a search is answered (preferGetMethod: ${preferGetMethod})`, async () => {
    const variables = { text: "goteborg norge", filter: { kinds: ["PARTNER_TOWN"] } };
    const { data, error } = await client.query(TOWN, variables, { preferGetMethod });
    assert.equal(error, undefined);
    assert.equal(data.search.totalCount, 1);
    assert.deepEqual(data.search.edges[0], {
      matchReason: "RELATED",
      node: { name: "Bergen", country: { code: "NO" } },
    });
  });
}

test("a wrong value is an error with its code, and no answer", async () => {
  const { data, error } = await client.query(TOWN, { text: "bergen", filter: { kinds: ["TOWN"] } });
  assert.equal(data, undefined);
  assert.equal(error.networkError, undefined);
  assert.equal(error.graphQLErrors[0].extensions.code, "BAD_USER_INPUT");
});

test("who is no administrator changes nothing", async () => {
  const { data, error } = await client.mutation(REINDEX, {});
  assert.equal(error.networkError, undefined);
  assert.equal(error.graphQLErrors[0].extensions.code, "UNAUTHENTICATED");
  assert.deepEqual(error.graphQLErrors[0].path, ["reindex"]);
  assert(!data);
});

test("an administrator rebuilds the index", async () => {
  const fetchOptions = { headers: { authorization: `Bearer ${adminToken}` } };
  const { data, error } = await client.mutation(REINDEX, {}, { fetchOptions });
  assert.equal(error, undefined);
  assert.equal(data.reindex.indexStatus.state, "CURRENT");
});
