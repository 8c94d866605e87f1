// How a frontend uses the generated documents; only the compiler reads it, and must refuse every line
// of which a comment says that it is wrong.
import type { ApolloClient } from "@apollo/client";
import type { Client } from "@urql/core";
import { useFragment } from "../generated/codegen/index.js";
import {
  FilteredDocument,
  ReindexDocument,
  RevisionDocument,
  SearchDocument,
  SeatFragmentDoc,
  StateDocument,
  TwinTownsDocument,
} from "../generated/codegen/graphql.js";

export async function withUrql(client: Client): Promise<string[]> {
  const { data } = await client.query(TwinTownsDocument, { code: "1380", first: 20 });
  // @ts-expect-error a code is a string, for its leading zero
  client.query(TwinTownsDocument, { code: 1380 });
  // @ts-expect-error a code must be given
  client.query(TwinTownsDocument, {});
  const municipality = data?.municipality;
  if (!municipality) return [];
  // @ts-expect-error not every authority has a known place
  useFragment(SeatFragmentDoc, municipality).location.latitude;
  const north: number | undefined = useFragment(SeatFragmentDoc, municipality).location?.latitude;
  const names = municipality.twinnings.nodes.map((tie) => {
    const since: number | null | undefined = tie.since;
    const known: boolean = tie.status !== "UNKNOWN";
    return `${tie.partner.name} ${since ?? ""} ${known}`;
  });
  // @ts-expect-error there is no such status
  municipality.twinnings.nodes.some((tie) => tie.status === "ASLEEP");
  return [`${north}`, ...names];
}

export async function withApollo(client: ApolloClient): Promise<string | undefined> {
  const { data } = await client.query({
    query: SearchDocument,
    variables: { text: "bergen", filter: { kinds: ["PARTNER_TOWN"], countries: ["NO"] } },
  });
  const node = data?.search.edges[0]?.node;
  switch (node?.__typename) {
    case "Municipality":
      return `${node.code} ${node.name}`;
    case "PartnerTown":
      return `${node.name} ${node.population?.toFixed() ?? ""}`;
    case "Country":
      return `${node.countryCode} ${node.own}`;
    default:
      return undefined;
  }
}

export async function nested(client: Client): Promise<void> {
  await client.query(FilteredDocument, {
    filter: { partner: { twinnings: { some: { since: { to: 1959 } } } }, not: { kinds: ["OTHER"] } },
    orderBy: { field: "SINCE", direction: "DESC", thenBy: { field: "COUNTRY" } },
  });
  // @ts-expect-error an order needs its field
  await client.query(FilteredDocument, { orderBy: { direction: "DESC" } });
}

export async function live(client: Client): Promise<void> {
  const { data } = await client.mutation(ReindexDocument, {});
  const took: number | undefined = data?.reindex.durationMs;
  client.subscription(RevisionDocument, {}).subscribe(({ data }) => {
    const revision: number | undefined = data?.revisionChanged.revision;
    console.log(took, revision);
  });
  const state = await client.query(StateDocument, {});
  const updatedAt: string | null | undefined = state.data?.dataset.updatedAt;
  console.log(updatedAt);
}
