import { isDistrustedAt, maySignAt } from '#domain/newsroom/key-validity.ts';
import { openCompact } from '#formats/envelope/compact-jws.ts';
import type { PartnerKey } from '#domain/newsroom/agency.ts';
import type { StoredEntry } from '#ports/channel-store.ts';
import type { Town } from '../town.ts';
import type { Seen, Violation } from './look.ts';

/** When each newsroom learned that a request key of a partner is in wrong hands, in true time: by its DID and the key. */
export type Revoked = Map<string, number>;

const LEARNED_MS = 60_000;

/** Notes what this newsroom knows to be revoked. */
export function noteRevoked({ agency, rows }: Seen, revoked: Revoked, now: number): void {
  for (const { keys } of rows.partners.all())
    for (const { kid, role, revokedBy } of keys) {
      const name = `${agency.did} ${kid}`;
      if (role === 'http' && revokedBy && !revoked.has(name)) revoked.set(name, now);
    }
}

/** I18: under a key that was revoked nobody is believed a minute after that was learned. */
export function* judgeCaller(
  { newsrooms }: Town,
  revoked: Revoked,
  call: { readonly to: string; readonly kid: string; readonly now: number },
): Generator<Violation> {
  const { to, kid, now } = call;
  const believing = newsrooms.filter(
    ({ node, agency }) =>
      node.name === to &&
      node.database
        .rowsOf(agency.id)
        .partners.all()
        .some(({ keys }) => keys.some((key) => key.kid === kid)),
  );
  const learned = believing.map(({ agency }) => revoked.get(`${agency.did} ${kid}`) ?? Infinity);
  if (learned.length > 0 && learned.every((at) => at + LEARNED_MS < now))
    yield { invariant: 'I18', says: `${to} believes ${kid}, which it knows to be revoked` };
}

/** I18: whatever is held of a partner was signed by a key of its that could sign there, and still shows it. */
export function* judgeSigners({ agency, rows }: Seen): Generator<Violation> {
  for (const entry of rows.entries.all()) {
    const channel = rows.channels.get(entry.ch);
    if (channel?.direction !== 'in') continue;
    const { partnerDid } = channel;
    const kid = signerOf(entry);
    if (!couldSign(rows.partners.get(partnerDid)?.keys ?? [], kid, entry))
      yield {
        invariant: 'I18',
        says: `${agency.slug} holds ${entry.type} ${entry.seq} of ${partnerDid}, signed by ${kid}, which could not`,
      };
  }
}

function signerOf({ jws }: StoredEntry): string {
  const opened = openCompact(jws, 'pactwire-entry+jws');
  return opened.ok ? opened.value.header.kid : '';
}

function couldSign(keys: readonly PartnerKey[], kid: string, entry: StoredEntry): boolean {
  const signer = keys.find((key) => key.kid === kid);
  if (signer?.role === 'recovery') return true;
  return signer !== undefined && (maySignAt(signer, entry) || isDistrustedAt(keys, entry));
}
