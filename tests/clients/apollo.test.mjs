// Apollo Client: persisted queries by POST and by GET, and a list paged into its cache.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { ApolloClient, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { relayStylePagination } from "@apollo/client/utilities";
import { filter, firstValueFrom } from "rxjs";
import { url } from "./server.mjs";

const sha256 = (text) => createHash("sha256").update(text).digest("hex");

/** A client that sends hashes, and what it sent over the network. */
function connect({ useGETForHashedQueries }) {
  const sent = [];
  const http = new HttpLink({
    uri: url,
    fetch: async (address, options) => {
      const answer = await fetch(address, options);
      const asked = options.body ?? decodeURIComponent(address);
      sent.push({
        method: options.method,
        query: /query \w+/.test(asked),
        hash: /sha256Hash/.test(asked),
        status: answer.status,
        cacheControl: answer.headers.get("cache-control"),
      });
      return answer;
    },
  });
  const cache = new InMemoryCache({
    possibleTypes: {
      LocalAuthority: ["Municipality", "Region", "RegionalFederation", "ForeignAuthority"],
    },
    typePolicies: {
      Query: { fields: { partnerTowns: relayStylePagination(["filter", "orderBy"]) } },
      Municipality: { fields: { twinnings: relayStylePagination(["filter", "orderBy"]) } },
    },
  });
  const persisted = new PersistedQueryLink({ sha256, useGETForHashedQueries });
  return { client: new ApolloClient({ link: persisted.concat(http), cache }), sent };
}

/** Waits for the first page of a list that is watched. */
const loaded = (list) => firstValueFrom(list.pipe(filter(({ loading }) => !loading)));

/** A query that no earlier run of this file has made known. */
const fresh = (name) => gql`
  query ${name} {
    municipality(code: "1380") { id name }
  }
`;

test("a hash that is unknown is followed by its query, and then it is known", async () => {
  const { client, sent } = connect({ useGETForHashedQueries: false });
  for (let time = 0; time < 2; time += 1) {
    const { data } = await client.query({ query: fresh("ByPost"), fetchPolicy: "network-only" });
    assert.equal(data.municipality.name, "Halmstad");
  }
  assert.deepEqual(
    sent.map(({ method, query, hash }) => ({ method, query, hash })),
    [
      { method: "POST", query: false, hash: true },
      { method: "POST", query: true, hash: true },
      { method: "POST", query: false, hash: true },
    ],
  );
});

test("a hash that is known is asked for by GET, with an answer that may be kept", async () => {
  const { client, sent } = connect({ useGETForHashedQueries: true });
  for (let time = 0; time < 2; time += 1) {
    const { data } = await client.query({ query: fresh("ByGet"), fetchPolicy: "network-only" });
    assert.equal(data.municipality.name, "Halmstad");
  }
  assert.deepEqual(
    sent.map(({ method, query, hash }) => ({ method, query, hash })),
    [
      { method: "GET", query: false, hash: true },
      { method: "POST", query: true, hash: true },
      { method: "GET", query: false, hash: true },
    ],
  );
  assert.equal(sent[0].cacheControl, "no-store");
  assert.match(sent[2].cacheControl, /public.*max-age/);
});

test("relayStylePagination and fetchMore meet every item of a list once", async () => {
  const { client, sent } = connect({ useGETForHashedQueries: true });
  const query = gql`
    query Towns($first: Int!, $after: String) {
      partnerTowns(first: $first, after: $after, orderBy: { field: COUNTRY }) {
        totalCount
        edges { cursor node { id name country { id name } } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
  `;
  const variables = { first: 100 };
  const towns = client.watchQuery({ query, variables });
  const cached = () => client.readQuery({ query, variables }).partnerTowns;
  await loaded(towns);
  for (let page = 1; cached().pageInfo.hasNextPage; page += 1) {
    assert(page < 100, "the list never ends");
    await towns.fetchMore({ variables: { after: cached().pageInfo.endCursor } });
  }
  const { totalCount, edges, pageInfo } = cached();
  assert(totalCount > 500, `only ${totalCount} towns`);
  assert.equal(edges.length, totalCount);
  assert.equal(new Set(edges.map(({ node }) => node.id)).size, totalCount);
  assert.equal(pageInfo.hasPreviousPage, false);
  // One request more, for the query's text.
  assert.equal(sent.length, Math.ceil(totalCount / 100) + 1);
});

test("a list within a thing is paged too, and an interface's fragments are read from the cache", async () => {
  const { client } = connect({ useGETForHashedQueries: false });
  const query = gql`
    query Ties($code: MunicipalityCode!, $after: String) {
      municipality(code: $code) {
        id
        twinnings(first: 1, after: $after) {
          totalCount
          edges { cursor node { id authority { id name ... on Municipality { code } } } }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  `;
  const variables = { code: "1380" };
  const ties = client.watchQuery({ query, variables });
  const list = () => client.readQuery({ query, variables }).municipality.twinnings;
  await loaded(ties);
  while (list().pageInfo.hasNextPage) {
    const before = list().edges.length;
    await ties.fetchMore({ variables: { after: list().pageInfo.endCursor } });
    assert.equal(list().edges.length, before + 1);
  }
  assert(list().totalCount > 1);
  assert.equal(list().edges.length, list().totalCount);
  assert(list().edges.every(({ node }) => node.authority.code === "1380"));
});

test("an error has its code", async () => {
  const { client } = connect({ useGETForHashedQueries: true });
  const query = gql`
    query Page($first: Int!) {
      countries(first: $first) { totalCount }
    }
  `;
  await assert.rejects(client.query({ query, variables: { first: 101 } }), (error) => {
    assert(CombinedGraphQLErrors.is(error), String(error));
    assert.equal(error.errors[0].extensions.code, "BAD_USER_INPUT");
    return true;
  });
});
