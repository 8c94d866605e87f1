// Starts GraphiQL on this service with a query for each task to begin from.
const tabs = [
  {
    query: `# One municipality's page: its twin towns, since when, and what says so.
query Municipality($code: MunicipalityCode!) {
  municipality(code: $code) {
    officialName
    county { name }
    location { latitude longitude }
    twinnings(first: 100, orderBy: { field: COUNTRY }) {
      totalCount
      nodes {
        kind
        status
        since
        distanceKm
        partner { id name country { name } population location { latitude longitude } }
        observations(first: 1) { nodes { survey { name } source } }
      }
    }
  }
}
`,
    variables: `{ "code": "1380" }`,
  },
  {
    query: `# A page listing Finland's partner towns: endCursor as after gives the next page;
# for the one before, leave first out and pass startCursor as before with last.
query PartnerTowns(
  $country: CountryCode!
  $first: Int
  $after: String
  $last: Int
  $before: String
) {
  country(code: $country) {
    name
    partnerTowns(first: $first, after: $after, last: $last, before: $before) {
      totalCount
      nodes { id name alternateNames municipalities(first: 5) { nodes { code name } } }
      pageInfo { hasPreviousPage startCursor hasNextPage endCursor }
    }
  }
}
`,
    variables: `{ "country": "FI", "first": 20 }`,
  },
  {
    query: `# Search as you type: names to offer at every key.
query Suggest($prefix: String!) {
  suggest(prefix: $prefix, first: 8) {
    text
    kind
    highlight { text marked }
    node { __typename ... on Node { id } ... on PartnerTown { country { name } } }
  }
}
`,
    variables: `{ "prefix": "kris" }`,
  },
  {
    query: `# A search page: any spelling, any language; a country narrows.
query Search($text: String!, $filter: SearchFilter, $after: String) {
  search(query: $text, filter: $filter, first: 10, after: $after) {
    totalCount
    didYouMean
    facets { kinds { kind count } countries { country count } }
    edges {
      matchedName
      matchReason
      highlight { text marked }
      node {
        __typename
        ... on Node { id }
        ... on Municipality { name county { name } }
        ... on Region { name }
        ... on RegionalFederation { name }
        ... on PartnerTown { name country { name } }
        ... on Country { name }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
    variables: `{ "text": "goteborg norge" }`,
  },
  {
    query: `# Municipalities by their ties: twinned with Finland since before 1990, outside Skåne.
query Municipalities {
  municipalities(
    first: 10
    filter: {
      twinnings: { some: { countries: ["FI"], since: { to: 1989 } } }
      not: { counties: ["12"] }
    }
    orderBy: { field: COUNTY, thenBy: { field: NAME } }
  ) {
    totalCount
    nodes { code name county { name } }
  }
}
`,
  },
  {
    query: `# Programmes that a municipality may apply for with a partner in a country, on a date.
query Programmes($countries: [CountryCode!], $date: PartialDate) {
  programmes(
    filter: { applicants: [MUNICIPALITY], countries: $countries, validOn: $date }
    orderBy: { field: VALID_UNTIL }
  ) {
    totalCount
    nodes {
      name
      nameEn
      funder
      grant
      applicants
      validFrom
      validUntil
      certainty
      website
      nationalContact { name website email }
      successor { name validFrom }
      source
    }
  }
}
`,
    variables: `{ "countries": ["UA"], "date": "2026-11-27" }`,
  },
  {
    query: `# A start page: the register in numbers, and whom to credit.
query StartPage {
  statistics {
    municipalities
    partnerTowns
    partnerCountries
    twinnings { total undated countries { country { name } count } }
  }
  dataset { revision updatedAt licence sources { name url } }
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
