//! Which addresses are of the public network, and a resolver that gives no others.
//!
//! A page that news links to must not make this machine talk to its own network: to a router, a
//! database or a cloud's metadata. Names are checked after they are resolved, in the resolver
//! the connection is made with, so that what is checked is what is connected to. Addresses
//! written into a URL never meet the resolver and are checked by [`literal`].

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};

/// Networks of version 4 that are not the public's: address, length of the prefix.
///
/// Source: IANA IPv4 Special-Purpose Address Registry; the last is the address under which
/// Azure's machines reach the platform that runs them.
const RESERVED: [(Ipv4Addr, u32); 17] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 31, 196, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
    (Ipv4Addr::new(168, 63, 129, 16), 32),
];

/// Whether an address is one of the public network.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    !RESERVED.iter().any(|(network, length)| {
        let different = address.to_bits() ^ network.to_bits();
        different.leading_zeros() >= *length
    })
}

/// Global unicast is `2000::/3`. Of what is inside, documentation, Teredo, benchmarks and
/// ORCHID are not the public's, and 6to4 and NAT64 are what the address inside them is.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let inner = |high: u16, low: u16| Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low));
    match parts {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => is_public_v4(inner(high, low)),
        [0x2001, second, ..] if second < 0x200 => false,
        [0x2001, 0xdb8, ..] | [0x3fff, ..] => false,
        [0x2002, high, low, ..] => is_public_v4(inner(high, low)),
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

/// The address that a URL has in place of a name.
pub fn literal(url: &Url) -> Option<IpAddr> {
    url.host_str()?
        .trim_matches(['[', ']'])
        .parse::<IpAddr>()
        .ok()
}

/// A name or URL that leads to no public address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivateAddress(pub IpAddr);

impl fmt::Display for PrivateAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is not a public address", self.0)
    }
}

impl std::error::Error for PrivateAddress {}

/// A name that the system cannot resolve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownHost(pub String);

impl fmt::Display for UnknownHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UnknownHost {}

/// Resolves names as the system does and leaves out what is not public, unless it is allowed.
#[derive(Clone, Copy, Debug)]
pub struct PublicResolver {
    /// Whether all addresses are given.
    pub allow_private: bool,
}

impl Resolve for PublicResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let resolver = *self;
        Box::pin(async move {
            let found = tokio::task::spawn_blocking(move || resolver.addresses(name.as_str()));
            let addresses: Addrs = Box::new(found.await??.into_iter());
            Ok(addresses)
        })
    }
}

type ResolveError = Box<dyn std::error::Error + Send + Sync>;

impl PublicResolver {
    fn addresses(self, name: &str) -> Result<Vec<SocketAddr>, ResolveError> {
        let unknown = |error: std::io::Error| UnknownHost(error.to_string());
        let all: Vec<SocketAddr> = (name, 0).to_socket_addrs().map_err(unknown)?.collect();
        self.permitted(all)
    }

    fn permitted(self, all: Vec<SocketAddr>) -> Result<Vec<SocketAddr>, ResolveError> {
        let allowed = |address: &SocketAddr| self.allow_private || is_public(address.ip());
        let (good, bad): (Vec<_>, Vec<_>) = all.into_iter().partition(allowed);
        match (good.is_empty(), bad.first()) {
            (false, _) => Ok(good),
            (true, Some(address)) => Err(PrivateAddress(address.ip()).into()),
            (true, None) => Err(UnknownHost("no address".to_owned()).into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_public_and_others() {
        let public = [
            "8.8.8.8",
            "100.63.255.255",
            "100.128.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "169.253.0.1",
            "223.255.255.255",
            "2606:4700::1111",
            "2a00:1450::1",
            "2002:808:808::1",
            "64:ff9b::8.8.8.8",
        ];
        let private = [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "100.100.100.200",
            "127.0.0.1",
            "127.255.255.255",
            "168.63.129.16",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.168.1.1",
            "198.19.0.1",
            "224.0.0.1",
            "239.1.1.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:8.8.8.8",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "64:ff9b::10.0.0.1",
            "64:ff9b:1::1",
            "fe80::1",
            "fc00::1",
            "fd00:ec2::254",
            "fec0::1",
            "ff02::1",
            "2001::1",
            "2001:db8::1",
            "2002:a00:1::1",
            "2002:7f00:1::",
        ];
        for (texts, expected) in [(&public[..], true), (&private[..], false)] {
            for text in texts {
                let address: IpAddr = text.parse().expect(text);
                assert_eq!(is_public(address), expected, "{text}");
            }
        }
    }

    #[test]
    fn addresses_in_urls_however_they_are_written() {
        for (url, expected) in [
            ("http://127.0.0.1/", Some("127.0.0.1")),
            ("http://0x7f.1/", Some("127.0.0.1")),
            ("http://2130706433/", Some("127.0.0.1")),
            ("http://0177.0.0.1/", Some("127.0.0.1")),
            ("http://１２７.0.0.1/", Some("127.0.0.1")),
            ("http://127.0.0.1./", Some("127.0.0.1")),
            ("http://[::ffff:10.0.0.1]:8080/", Some("::ffff:10.0.0.1")),
            ("http://localhost/", None),
        ] {
            let found = literal(&Url::parse(url).expect(url)).map(|ip| ip.to_string());
            assert_eq!(found.as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn a_name_with_both_kinds_of_address_gives_the_public_ones() {
        let resolver = PublicResolver {
            allow_private: false,
        };
        let at = |text: &str| SocketAddr::new(text.parse().expect(text), 0);
        let both = vec![at("10.0.0.1"), at("8.8.8.8")];
        assert_eq!(resolver.permitted(both).expect("one"), [at("8.8.8.8")]);
        let error = resolver.permitted(vec![at("10.0.0.1")]).expect_err("none");
        assert!(error.is::<PrivateAddress>());
    }
}
