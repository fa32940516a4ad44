import { connect, type LookupFunction, type Socket } from 'node:net';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FetchRefusalCode } from '#ports/fetch.ts';
import { addressesOf, GuardError, pinnedLookup, resolveWithSystem, type Resolve } from './connect.ts';
import { isGlobalAddress } from './global-address.ts';
import { hostFault } from './guard-url.ts';

/** A server that speaks another protocol than HTTP. `host` is lower case, IPv6 in brackets. */
export type DialTarget = { readonly host: string; readonly port: number };

export type DialWorld = {
  /** `host:port` pairs that may be private or loopback and at any port, from the configuration. */
  readonly allowHosts: readonly string[];
  /** The system's, save in tests that play the network. */
  readonly resolve?: Resolve;
};

export type DialRefusal = { readonly code: FetchRefusalCode; readonly detail: string };

const CONNECT_MS = 10_000;
/** What the mail and SSH servers of the world listen at; other low ports belong to other services. */
const USUAL_PORTS = new Set([22, 25, 143, 465, 587, 993]);
const FIRST_FREE_PORT = 1024;

/**
 * Where a name leads: asked once, every answer checked as for HTTP (I22), and pinned. Whoever connects with it reaches a checked
 * address, however often the name is asked for.
 */
export async function guardedLookup(
  target: DialTarget,
  { allowHosts, resolve = resolveWithSystem }: DialWorld,
): Promise<Result<LookupFunction, DialRefusal>> {
  const { host, port } = target;
  const isConfigured = allowHosts.includes(`${host}:${port}`);
  const fault = isConfigured ? undefined : (hostFault(host, {}) ?? portFault(port));
  if (fault) return refuse(fault);
  try {
    const addresses = await addressesOf(bare(host), resolve);
    const stranger = isConfigured ? undefined : addresses.find((address) => !isGlobalAddress(address));
    if (stranger !== undefined) return refuse({ code: 'address-not-global', detail: stranger });
    return accept(pinnedLookup(addresses));
  } catch (problem) {
    if (problem instanceof GuardError) return refuse({ code: problem.code, detail: problem.message });
    throw problem;
  }
}

/** A connection to a checked address, before a byte was said. */
export async function guardedSocket(
  target: DialTarget,
  world: DialWorld,
): Promise<Result<Socket, DialRefusal>> {
  const lookup = await guardedLookup(target, world);
  if (!lookup.ok) return lookup;
  return new Promise((settle) => {
    const socket = connect({ host: bare(target.host), port: target.port, lookup: lookup.value });
    const failed = (code: FetchRefusalCode, detail: string): void => {
      socket.destroy();
      settle(refuse({ code, detail }));
    };
    socket.setTimeout(CONNECT_MS, () => failed('total-timeout', `no connection in ${CONNECT_MS} ms`));
    socket.once('error', (fault: Error) => failed('connection-failed', fault.message));
    socket.once('connect', () => {
      socket.setTimeout(0).removeAllListeners('timeout').removeAllListeners('error');
      settle(accept(socket));
    });
  });
}

/** An address without the brackets that stand around IPv6. */
export function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}

function portFault(port: number): DialRefusal | undefined {
  return USUAL_PORTS.has(port) || port >= FIRST_FREE_PORT
    ? undefined
    : { code: 'url-port', detail: String(port) };
}
