import type { Caller } from '#app/channel/serve-channel.ts';
import { nodeHash } from '#engines/world.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { signCompact } from '#formats/envelope/compact-jws.ts';
import { printHead } from '#formats/envelope/head.ts';
import { printItemUri } from '#formats/ninjs/item-uri.ts';
import type { RequestParts } from '#formats/envelope/http-message.ts';
import type { EntryPage } from '#ports/partner-node.ts';
import type { FetchRequest } from '#ports/fetch.ts';
import { forge, type End, type Liar } from './told-lies.ts';

/** No channel here grows so long: whoever says that one has, says so by a signature that was not made for a head. */
export const NEVER_REACHED = 1_000_000;

/** A page in which a good signature stands where it was not made for (I20). */
export function misplacedPage(liar: Liar, caller: Caller, end: End, honest: EntryPage): EntryPage {
  const pages = [headTyped, entryTyped, ofAnotherReader, toAnotherReader];
  return (liar.world.slyness.pick(pages) ?? headTyped)(liar, caller, end, honest);
}

/** An entry whose signature says that it is a head. */
function headTyped(liar: Liar, caller: Caller, end: End, honest: EntryPage): EntryPage {
  const { slyness: random } = liar.world;
  return withEntry(
    liar,
    caller,
    honest,
    forge(liar, caller, end, { said: killOf(liar, caller), role: 'sign', typ: 'pactwire-head+jws', random }),
  );
}

/** A head whose signature says that it is an entry. */
function entryTyped({ node }: Liar, caller: Caller, { epoch, hash }: End, honest: EntryPage): EntryPage {
  const signer = node?.keysOf(caller.agency.id).sign.signer;
  if (!node || !signer || hash === undefined) return honest;
  const ch = channelIdOf(caller.agency.did, caller.partnerDid, nodeHash.sha256);
  const text = printHead({ ch, epoch, seq: NEVER_REACHED, hash, asOf: node.now() });
  return { ...honest, head: signCompact({ kid: signer.kid, typ: 'pactwire-entry+jws' }, text, signer.sign) };
}

/** The last entry of the channel that somebody else reads. */
function ofAnotherReader(liar: Liar, caller: Caller, _end: End, honest: EntryPage): EntryPage {
  const rows = liar.node?.database.rowsOf(caller.agency.id);
  const others = rows?.channels
    .all()
    .filter(({ direction, partnerDid }) => direction === 'out' && partnerDid !== caller.partnerDid)
    .flatMap(({ ch, epoch, seq }) => rows.entries.get(`${ch} ${epoch} ${seq}`) ?? []);
  const entry = liar.world.slyness.pick(others ?? []);
  return entry ? withEntry(liar, caller, honest, entry) : honest;
}

/** The next entry, addressed to somebody else. */
function toAnotherReader(liar: Liar, caller: Caller, end: End, honest: EntryPage): EntryPage {
  const { slyness: random } = liar.world;
  const aud = random.pick(
    (liar.town?.newsrooms ?? []).map(({ agency }) => agency.did).filter((did) => did !== caller.partnerDid),
  );
  if (aud === undefined) return honest;
  const said = { ...killOf(liar, caller), aud };
  return withEntry(
    liar,
    caller,
    honest,
    forge(liar, caller, end, { said, role: 'sign', typ: 'pactwire-entry+jws', random }),
  );
}

function withEntry(
  { misplaced }: Liar,
  { partnerDid }: Caller,
  honest: EntryPage,
  { id, jws }: { readonly id: string; readonly jws: string },
): EntryPage {
  misplaced.add(`${partnerDid} ${id}`);
  return { ...honest, entries: [jws] };
}

/** Of a story that nobody has. */
function killOf({ world }: Liar, { agency }: Caller) {
  const guid = `urn:newsml:${agency.slug}:${world.slyness.between(1, 1_000_000)}:0`;
  const data = { guid, version: 1, reasonClass: 'error', publicReason: 'A lie.' };
  return { type: 'item.killed', subj: printItemUri(guid), data } as const;
}

/** A request that was made for the liar, sent on to another node as it is. */
export function sendElsewhere({ world, town, node }: Liar, request: RequestParts): void {
  const other = world.slyness.pick((town?.nodes ?? []).filter((one) => one !== node));
  if (!other || !node || !isMethod(request.method)) return;
  const { pathname, search } = new URL(request.targetUri);
  const headers = Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  void world.network.fetchFor(node.name)({
    method: request.method,
    url: `${other.origin}${pathname}${search}`,
    headers,
    ...(request.body ? { body: request.body } : {}),
  });
}

function isMethod(method: string): method is FetchRequest['method'] {
  return ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(method);
}
