// Starts GraphiQL on this service with queries to begin from.
const tabs = [
  {
    query: `# Which twin towns does Halmstad have?
query Municipality {
  municipality(code: "1380") {
    name
    county { name }
    twinnings(first: 20) {
      totalCount
      nodes { partner { name country { name } } status since distanceKm }
    }
  }
}
`,
  },
  {
    query: `# Type what you have: any spelling, any language; a country narrows.
query Search {
  search(query: "goteborg norge", first: 10) {
    totalCount
    edges {
      matchedName
      matchReason
      node {
        __typename
        ... on Municipality { name }
        ... on PartnerTown { name country { name } }
        ... on Country { name }
      }
    }
  }
}
`,
  },
  {
    query: `# A page that lists Finland's partner towns
query Country {
  country(code: "FI") {
    name
    partnerTowns(first: 50) {
      totalCount
      nodes { name alternateNames municipalities(first: 5) { nodes { name } } }
      pageInfo { hasNextPage endCursor }
    }
  }
}
`,
  },
];

const subscriptionUrl = `${location.origin.replace(/^http/, "ws")}/graphql/ws`;

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: "/graphql", subscriptionUrl }),
    defaultTabs: tabs,
    defaultEditorToolsVisibility: true,
    shouldPersistHeaders: false,
  }),
);
