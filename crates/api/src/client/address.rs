//! Client addresses: the connection's peer, or what a trusted proxy says in `X-Forwarded-For`.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, HeaderName};
use ipnet::IpNet;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address that a request comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAddress(IpAddr);

impl ClientAddress {
    /// What limits count by: the address, or of IPv6 the network of 64 bits, as one subscriber has
    /// all addresses of it.
    pub(crate) fn network(self) -> IpAddr {
        match self.0 {
            IpAddr::V4(_) => self.0,
            IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        }
    }
}

impl From<IpAddr> for ClientAddress {
    fn from(address: IpAddr) -> Self {
        Self(address)
    }
}

impl fmt::Display for ClientAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The proxies whose `X-Forwarded-For` is believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

impl Default for TrustedProxies {
    /// Those on the same machine.
    fn default() -> Self {
        Self(vec![
            IpNet::new_assert(Ipv4Addr::LOCALHOST.into(), 8),
            IpNet::new_assert(Ipv6Addr::LOCALHOST.into(), 128),
        ])
    }
}

impl TrustedProxies {
    /// Reads addresses such as `10.0.0.7` and networks such as `10.0.0.0/8`.
    ///
    /// # Errors
    /// A sentence when one of them is neither.
    pub fn parse<'p>(proxies: impl IntoIterator<Item = &'p str>) -> Result<Self, String> {
        let read = |text: &str| {
            let network = text.parse::<IpNet>().ok();
            network.or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
        };
        let networks = proxies.into_iter().map(|text| {
            read(text).ok_or_else(|| {
                format!("\"{text}\" is neither an address (10.0.0.7) nor a network (10.0.0.0/8)")
            })
        });
        networks.collect::<Result<_, _>>().map(Self)
    }

    /// Whether a request says whose it is, and nobody believes it.
    pub(crate) fn ignore(&self, request: &Request) -> bool {
        request.headers().contains_key(X_FORWARDED_FOR) && !self.trust(peer_of(request))
    }

    fn trust(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }

    /// Whose request it is.
    pub(crate) fn client_of(&self, request: &Request) -> ClientAddress {
        ClientAddress(self.client(peer_of(request), request.headers()))
    }

    /// The right-most address that is no trusted proxy's. What stands left of it, or of something
    /// that is no address, may be invented.
    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        let lines = headers.get_all(X_FORWARDED_FOR).iter().rev();
        let mut hops = lines.flat_map(|line| line.to_str().unwrap_or_default().rsplit(','));
        while self.trust(client) {
            match hops.next().and_then(hop) {
                Some(before) => client = before.to_canonical(),
                None => break,
            }
        }
        client
    }
}

/// The other end of a request's connection. One that came over none counts as local.
fn peer_of(request: &Request) -> IpAddr {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.0.ip())
}

/// The address of a hop, which some proxies write with a port.
fn hop(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let with_port = || Some(text.parse::<SocketAddr>().ok()?.ip());
    let in_brackets = || text.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    text.parse().ok().or_else(with_port).or_else(in_brackets)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn only_trusted_proxies_say_whose_request_it_is() {
        let trusted = TrustedProxies::parse(["127.0.0.1", "10.0.0.0/8", "fd00::/8"]).unwrap();
        for (peer, forwarded, client) in [
            // An untrusted peer is the client, whatever it says.
            ("192.0.2.1", &["198.51.100.7"] as &[_], "192.0.2.1"),
            ("127.0.0.1", &[], "127.0.0.1"),
            ("127.0.0.1", &["198.51.100.7"], "198.51.100.7"),
            ("::ffff:127.0.0.1", &["198.51.100.7"], "198.51.100.7"),
            // What the client itself wrote stands on the left.
            (
                "127.0.0.1",
                &["1.2.3.4, 198.51.100.7, 10.0.0.9"],
                "198.51.100.7",
            ),
            (
                "127.0.0.1",
                &["1.2.3.4, 198.51.100.7", "10.0.0.9"],
                "198.51.100.7",
            ),
            ("10.1.1.1", &["10.0.0.8, 10.0.0.9"], "10.0.0.8"),
            // An address with a port, and what is no address.
            ("fd00::1", &["198.51.100.7:4711"], "198.51.100.7"),
            ("fd00::1", &["[2001:db8::1]:4711"], "2001:db8::1"),
            ("fd00::1", &["[2001:db8::1]"], "2001:db8::1"),
            ("127.0.0.1", &["1.2.3.4, unknown, 10.0.0.9"], "10.0.0.9"),
            ("127.0.0.1", &[""], "127.0.0.1"),
        ] {
            let mut headers = HeaderMap::new();
            for line in forwarded {
                headers.append(X_FORWARDED_FOR, HeaderValue::from_static(line));
            }
            let found = trusted.client(peer.parse().unwrap(), &headers);
            assert_eq!(found.to_string(), client, "{peer} {forwarded:?}");
        }
    }

    #[test]
    fn addresses_of_one_ipv6_network_count_as_one_client() {
        let network = |text: &str| ClientAddress(text.parse().unwrap()).network();
        assert_eq!(network("2001:db8:1:2:3::4"), network("2001:db8:1:2:ffff::"));
        assert_ne!(network("2001:db8:1:2::"), network("2001:db8:1:3::"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
    }

    #[test]
    fn what_is_no_address_and_no_network_is_refused() {
        for wrong in ["", "proxy", "10.0.0.0/33", "10.0.0"] {
            assert!(TrustedProxies::parse([wrong]).is_err(), "{wrong}");
        }
    }
}
