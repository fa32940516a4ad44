import { createHash } from 'node:crypto';
import { acceptPartner, invitePartner, listPartners, lookUpPartner } from '#contract/partner.ts';
import { parseKeyDocument } from '#formats/discovery/parse-key-document.ts';
import { thumbprintInput } from '#formats/envelope/key-document.ts';
import type { DeskClient } from '../desk-client.ts';
import { doOnce, until } from './until.ts';

/**
 * Makes two newsrooms partners by the same steps as people do: look up, compare, invite; the other side compares and
 * accepts. What is done already is left as it is.
 */
export async function becomePartners(inviter: DeskClient, accepter: DeskClient): Promise<void> {
  await doOnce(
    'the invitation',
    async () => (await stateOf(inviter, accepter.origin)) !== undefined,
    async () => {
      const thumbprints = await compared(inviter, accepter);
      await inviter.demand(invitePartner, { body: { url: accepter.origin, thumbprints } });
    },
  );
  await doOnce(
    'the acceptance',
    async () => (await stateOf(accepter, inviter.origin)) === 'pinned',
    async () => {
      const did = await didOf(accepter, inviter.origin);
      const thumbprints = await compared(accepter, inviter);
      await accepter.demand(acceptPartner, { body: { did, thumbprints } });
    },
  );
  await until(
    'both sides trust each other’s keys',
    async () => (await stateOf(inviter, accepter.origin)) === 'pinned',
  );
}

/** What one side was told of the other must be what the other publishes: else somebody stands between. */
async function compared(looking: DeskClient, other: DeskClient): Promise<string[]> {
  const seen = await looking.demand(lookUpPartner, { body: { url: other.origin } });
  const told = seen.keys.map(({ thumbprint }) => thumbprint);
  const published = await publishedThumbprints(other.origin);
  if (told.toSorted().join() !== published.toSorted().join())
    throw new Error(`${looking.origin} was told other keys of ${other.origin} than it publishes`);
  return told;
}

async function publishedThumbprints(origin: string): Promise<string[]> {
  const response = await fetch(`${origin}/.well-known/did.json`, { signal: AbortSignal.timeout(5000) });
  const document = parseKeyDocument(await response.json());
  if (!document.ok) throw new Error(`${origin} publishes no keys: ${document.error.at}`);
  return document.value.keys.map(({ x }) =>
    createHash('sha256').update(thumbprintInput(x)).digest('base64url'),
  );
}

async function stateOf(desk: DeskClient, origin: string) {
  return (await partnerAt(desk, origin))?.state;
}

async function didOf(desk: DeskClient, origin: string): Promise<string> {
  const partner = await until(`${origin} asks to cooperate`, () => partnerAt(desk, origin));
  return partner.agency.did;
}

async function partnerAt(desk: DeskClient, origin: string) {
  const { partners } = await desk.demand(listPartners, {});
  return partners.find(({ baseUrl }) => new URL(baseUrl).origin === origin);
}
