import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import type { buildConnector } from 'undici';
import type { FetchRefusalCode } from '#ports/fetch.ts';
import type { GuardedUrl } from './guard-url.ts';
import { isGlobalAddress } from './global-address.ts';

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

/** Opens a socket to one of the given addresses, with TLS for https; the name is for SNI and the certificate. */
export type Dial = (target: buildConnector.Options, addresses: readonly string[]) => Promise<Socket>;

/** A refusal on its way through undici, which knows errors only. */
export class GuardError extends Error {
  readonly code: FetchRefusalCode;
  constructor(code: FetchRefusalCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

export const resolveWithSystem: Resolve = async (hostname) => {
  const answers = await lookup(hostname, { all: true, verbatim: true });
  return answers.map((answer) => answer.address);
};

/** The network as one exchange sees it; `signal` aborts with the error to report. */
export type Network = { readonly resolve: Resolve; readonly dial: Dial; readonly signal: AbortSignal };

/**
 * The connector of one hop: resolve once, check every answer, connect to what was checked, and look again at what
 * the socket is really connected to (I22). A name cannot change its address in between.
 */
export function guardedConnector(hop: GuardedUrl, network: Network): buildConnector.connector {
  return (target, callback) => {
    void answer(untilAborted(connect(hop, target, network), network.signal), callback);
  };
}

async function answer(opening: Promise<Socket>, callback: buildConnector.Callback): Promise<void> {
  let socket: Socket;
  try {
    socket = await opening;
  } catch (error) {
    callback(asError(error), null);
    return;
  }
  callback(null, socket);
}

/** A resolver or a peer that never answers is not waited for; a socket that comes too late is closed. */
function untilAborted(opening: Promise<Socket>, signal: AbortSignal): Promise<Socket> {
  return new Promise((settle, fail) => {
    const giveUp = (): void => fail(asError(signal.reason));
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    opening.then((socket) => (signal.aborted ? socket.destroy() : settle(socket)), fail);
  });
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

async function connect(hop: GuardedUrl, target: buildConnector.Options, network: Network): Promise<Socket> {
  const addresses = await addressesOf(target.hostname, network.resolve);
  const stranger = hop.isConfigured ? undefined : addresses.find((address) => !isGlobalAddress(address));
  if (stranger !== undefined) throw new GuardError('address-not-global', stranger);
  const socket = await network.dial(target, addresses);
  const reached = socket.remoteAddress ?? '';
  if (!hop.isConfigured && !isGlobalAddress(reached)) {
    socket.destroy();
    throw new GuardError('address-not-global', reached);
  }
  return socket;
}

/** All addresses of a name, asked once; a literal is its own. */
export async function addressesOf(hostname: string, resolve: Resolve): Promise<readonly string[]> {
  if (isIP(hostname) !== 0) return [hostname];
  let addresses: readonly string[];
  try {
    addresses = await resolve(hostname);
  } catch (cause) {
    throw new GuardError('name-unresolved', cause instanceof Error ? cause.message : 'lookup failed');
  }
  if (addresses.length === 0) throw new GuardError('name-unresolved', 'no address');
  return addresses;
}

/** Answers with these addresses whatever is asked, so that a name cannot change its address after it was checked. */
export function pinnedLookup(addresses: readonly string[]): LookupFunction {
  const answers = addresses.map((address) => ({ address, family: isIP(address) }));
  // Node asks for one or for all addresses, depending on whether it races the families.
  return (_hostname, options, callback) => {
    if (options.all) callback(null, answers);
    else callback(null, answers[0]?.address ?? '', answers[0]?.family);
  };
}

export const dialWithSystem: Dial = async (target, addresses) => {
  const undici = await import('undici');
  const connector = undici.buildConnector({
    lookup: pinnedLookup(addresses),
    rejectUnauthorized: true,
    timeout: 0,
  });
  return new Promise((settle, fail) => {
    connector(target, (error, socket) => (socket ? settle(socket) : fail(error)));
  });
};
