import ipaddr from 'ipaddr.js';

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/**
 * Whether an address is one that the public Internet routes. An allow rule: what nobody has allocated is not global.
 * ipaddr.js only parses here; its own ranges call `::7f00:1` unicast. Source: IANA special-purpose registries for
 * IPv4 and IPv6 and the IPv6 global unicast allocations, as of November 2026.
 */
export function isGlobalAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.kind() === 'ipv4') return !isIn(address, NOT_GLOBAL_V4);
  if (!isIn(address, GLOBAL_V6) || isIn(address, NOT_GLOBAL_V6)) return false;
  return !isIsatap(address.toByteArray());
}

function isIn(address: ipaddr.IPv4 | ipaddr.IPv6, ranges: readonly Range[]): boolean {
  return ranges.some(([base, bits]) => address.kind() === base.kind() && address.match(base, bits));
}

/** ISATAP hides an IPv4 address behind `…:[02]00:5efe:` in any prefix (RFC 5214 §6.1). */
function isIsatap(bytes: readonly number[]): boolean {
  return (bytes[8] === 0 || bytes[8] === 2) && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe;
}

function ranges(list: string): readonly Range[] {
  return list.trim().split(/\s+/).map(ipaddr.parseCIDR);
}

// 168.63.129.16 is public by its number and the host's own control channel on one large cloud.
const NOT_GLOBAL_V4 = ranges(`
  0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
  192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24
  203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 168.63.129.16/32
`);

const GLOBAL_V6 = ranges('2000::/3');

// 2001::/23 holds Teredo, benchmarking, AMT, AS112 and ORCHID; 2002::/16 is 6to4; from 2d00:: on nothing is allocated.
const NOT_GLOBAL_V6 = ranges(`
  2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 2d00::/8 2e00::/7 3000::/4
`);
