// What the Relay compiler reads. Its Babel plugin would put the artifacts in the place of the tags;
// the test loads them itself.
import { graphql } from "relay-runtime";

export const countryTowns = graphql`
  fragment countryTowns_country on Country
  @refetchable(queryName: "countryTownsPageQuery")
  @argumentDefinitions(
    count: { type: "Int", defaultValue: 25 }
    cursor: { type: "String" }
    filter: { type: "PartnerTownFilter" }
  ) {
    name
    partnerTowns(first: $count, after: $cursor, filter: $filter)
      @connection(key: "countryTowns_partnerTowns") {
      totalCount
      edges {
        node {
          id
          name
          twinnings(first: 1) {
            nodes {
              authority {
                ...countryTowns_authority
              }
            }
          }
        }
      }
    }
  }
`;

export const authority = graphql`
  fragment countryTowns_authority on LocalAuthority @refetchable(queryName: "authorityQuery") {
    name
  }
`;

export const query = graphql`
  query countryTownsQuery($code: CountryCode!, $filter: PartnerTownFilter) {
    country(code: $code) {
      ...countryTowns_country @arguments(filter: $filter)
    }
  }
`;
