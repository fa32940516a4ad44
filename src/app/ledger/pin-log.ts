import type { Instant } from '#kernel/instant.ts';
import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import { parseNodeCard } from '#formats/discovery/node-card.ts';
import { logOrigin, witnessName } from '#formats/tlog/log-names.ts';
import { parseVkey } from '#formats/tlog/signed-note.ts';
import type { PartnerNode } from '#ports/partner-node.ts';
import type { LogPartner } from '#ports/transparency-store.ts';
import { rawSha256, type LogNeeds } from './log-tools.ts';

/**
 * Takes in how a partner signs its log and cosigns ours, from the card of its node, once: later cards change nothing, for a
 * log under another key could be a second log (C2SP signed-note: a key is configured, never found); only its old key says what
 * follows it ([follow-log.ts](./follow-log.ts)). Says whether it is known now.
 */
export async function pinLog(
  needs: Pick<LogNeeds, 'transact' | 'hash'> & { readonly partnerNode: Pick<PartnerNode, 'discover'> },
  agency: Agency,
  partner: Pick<Partner, 'did' | 'baseUrl'>,
  at: Instant,
): Promise<boolean> {
  const isKnown = await needs.transact(agency.id, async ({ transparency }) =>
    (await transparency.partners()).some(({ partnerDid }) => partnerDid === partner.did),
  );
  if (isKnown) return true;
  const told = await needs.partnerNode.discover(partner.baseUrl);
  const card = told.ok ? parseNodeCard(told.value.card) : undefined;
  const log = card?.ok ? card.value.agencies.find(({ did }) => did === partner.did)?.transparency : undefined;
  const pinned: LogPartner | undefined = log && {
    partnerDid: partner.did,
    logVkey: log.log,
    witnessVkey: log.witness,
  };
  if (!pinned || !areOf(needs, pinned)) return false;
  await needs.transact(agency.id, ({ transparency }) => transparency.pin(pinned, at));
  return true;
}

/** Keys under the names that belong to that agency, and no others. */
function areOf({ hash }: Pick<LogNeeds, 'hash'>, { partnerDid, logVkey, witnessVkey }: LogPartner): boolean {
  const log = parseVkey(rawSha256(hash), logVkey);
  const witness = parseVkey(rawSha256(hash), witnessVkey);
  return (
    log?.name === logOrigin(partnerDid) &&
    log.use === 'ed25519' &&
    witness?.name === witnessName(partnerDid) &&
    witness.use === 'cosignature'
  );
}
