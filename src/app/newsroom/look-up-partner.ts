import { isJsonObject } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agency, Partner, PartnerKey } from '#domain/newsroom/agency.ts';
import { isDidOfNode, parseNodeAddress } from '#formats/discovery/node-address.ts';
import { parseNodeCard, type NodeCard, type PresentedAgency } from '#formats/discovery/node-card.ts';
import { parseKeyDocument, type ToldKeys } from '#formats/discovery/parse-key-document.ts';
import type { PartnerNode, PartnerRefusal } from '#ports/partner-node.ts';
import { checkKeys, type KeyTools } from './check-keys.ts';

/** One thing that was asked, and the other node's exact words for the person who looks into it. */
export type LookUpStep = {
  readonly step: 'address' | 'card' | 'identity' | 'keys';
  readonly ok: boolean;
  readonly answer: string;
};

export type FoundPartner = {
  readonly partner: Omit<Partner, 'state'>;
  readonly steps: readonly LookUpStep[];
};

export type LookUpRefusal = (
  | { readonly code: 'partner-address-invalid' }
  | PartnerRefusal
  | { readonly code: 'partner-not-a-node'; readonly at: string }
  | { readonly code: 'partner-did-foreign'; readonly did: string }
  | { readonly code: 'partner-keys-refused'; readonly why: string }
  | { readonly code: 'partner-is-ourselves' }
) & { readonly steps: readonly LookUpStep[] };

export type LookUpNeeds = KeyTools & { readonly partnerNode: Pick<PartnerNode, 'discover'> };

/**
 * Asks a node who it is. Believes it only as far as its own address goes: the DID must be of this very host, and the
 * thumbprints are our own sums. Whether the keys are the agency's, two people say who read them to each other.
 */
export async function lookUpPartner(
  needs: LookUpNeeds,
  by: Pick<Agency, 'did'>,
  url: string,
): Promise<Result<FoundPartner, LookUpRefusal>> {
  const baseUrl = parseNodeAddress(url);
  if (baseUrl === undefined)
    return refuse({ code: 'partner-address-invalid', steps: [failed('address', url.slice(0, 500))] });
  const address = passed('address', baseUrl);
  const told = await needs.partnerNode.discover(baseUrl);
  if (!told.ok) return refuse({ ...told.error, steps: [address, failed('card', told.error.answer)] });
  const card = readCard(told.value.card, baseUrl);
  const cardWords = wordsOf(told.value.card);
  if (!card.ok) return refuse({ ...card.error, steps: [address, failed('card', cardWords)] });
  const steps = [address, passed('card', cardWords)];
  const who = readIdentity(told.value.didDocument, card.value, baseUrl);
  const documentWords = wordsOf(told.value.didDocument);
  if (!who.ok) return refuse({ ...who.error, steps: [...steps, failed('identity', documentWords)] });
  const { agency, keys: toldKeys } = who.value;
  if (agency.did === by.did)
    return refuse({ code: 'partner-is-ourselves', steps: [...steps, failed('identity', agency.did)] });
  const keys = checkKeys(needs, toldKeys);
  if (!keys.ok)
    return refuse({
      ...keys.error,
      steps: [...steps, passed('identity', agency.did), failed('keys', documentWords)],
    });
  const { did, name, ownership } = agency;
  const allSteps = [...steps, passed('identity', did), passed('keys', listKeys(keys.value))];
  return accept({ partner: { did, name, ownership, baseUrl, keys: keys.value }, steps: allSteps });
}

type NodeRefusal = { readonly code: 'partner-not-a-node'; readonly at: string };

function readCard(document: unknown, baseUrl: string): Result<NodeCard, NodeRefusal> {
  const card = parseNodeCard(document);
  if (!card.ok) return refuse({ code: 'partner-not-a-node', at: card.error.at });
  // A node that thinks it lives elsewhere would sign and check other addresses than the ones we call.
  return card.value.base === `${baseUrl}/pxp/v1` ? card : refuse({ code: 'partner-not-a-node', at: '/base' });
}

function readIdentity(
  document: unknown,
  card: NodeCard,
  baseUrl: string,
): Result<
  { readonly agency: PresentedAgency; readonly keys: ToldKeys['keys'] },
  NodeRefusal | { readonly code: 'partner-did-foreign'; readonly did: string }
> {
  const told = parseKeyDocument(document);
  if (!told.ok) return refuse({ code: 'partner-not-a-node', at: told.error.at });
  const { did, keys } = told.value;
  if (!isDidOfNode(did, baseUrl)) return refuse({ code: 'partner-did-foreign', did });
  const agency = card.agencies.find((one) => one.did === did);
  return agency ? accept({ agency, keys }) : refuse({ code: 'partner-not-a-node', at: '/agencies' });
}

function listKeys(keys: readonly PartnerKey[]): string {
  return keys.map(({ kid, thumbprint }) => `${kid} ${thumbprint}`).join('\n');
}

function wordsOf(document: unknown): string {
  return (isJsonObject(document) ? JSON.stringify(document) : String(document)).slice(0, 4000);
}

function passed(step: LookUpStep['step'], answer: string): LookUpStep {
  return { step, ok: true, answer };
}

function failed(step: LookUpStep['step'], answer: string): LookUpStep {
  return { step, ok: false, answer };
}
