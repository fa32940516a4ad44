import type { Agreement } from '#domain/agreement/agreement.ts';
import { paperName } from '#domain/agreement/paper.ts';
import type { EntryArrival } from '#app/channel/entry-effect.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { AgreementStores } from '../agreement-needs.ts';

/** What we say beside a document of ours about the paper that it names: that we hold it, and how we call it. */
export async function announcePaper(
  { papers }: Pick<AgreementStores, 'papers'>,
  { textDigest }: Agreement,
): Promise<JsonObject> {
  const paper = textDigest === undefined ? undefined : await papers.find(textDigest);
  return paper ? { paper: { name: paper.name } } : {};
}

/** The paper that a partner has announced, beside its document or after it, is fetched apart, as the document was. */
export async function awaitPaper(
  { outbox }: Pick<AgreementStores, 'outbox'>,
  { partner, received, at }: EntryArrival,
  { textDigest: digest }: Agreement,
): Promise<void> {
  const { paper } = received.entry.data;
  const said = typeof paper === 'object' && paper !== null && 'name' in paper ? paper['name'] : undefined;
  if (digest === undefined || typeof said !== 'string') return;
  const payload = { partnerDid: partner.did, digest, name: paperName(said) };
  await outbox.put({ topic: 'fetch-paper', payload }, at);
}
