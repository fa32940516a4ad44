import { nodeHash } from '#engines/world.ts';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import type { StoredItem } from '#ports/item-store.ts';
import type { Answer } from '../answer-request.ts';
import type { AgencyRows } from '../memory/agency-rows.ts';
import type { Newsroom, Town } from '../town.ts';
import type { Lookup, Memory, Seen, Violation } from './look.ts';

/** What a node gives as a picture is that picture, and no story that shows it there was killed (C8, I6). */
export function* judgeGivenPicture(
  { newsrooms }: Town,
  { to, pathname, answer }: { readonly to: string; readonly pathname: string; readonly answer: Answer },
): Generator<Violation> {
  const [, , , kind, named = ''] = pathname.split('/');
  if (kind !== 'blobs') return;
  if (nodeHash.sha256(answer.body) !== named)
    yield { invariant: 'bytes', says: `${to} gave other bytes as ${named}` };
  const showing = newsrooms
    .filter(({ node }) => node.name === to)
    .map(({ node, agency }) => node.database.rowsOf(agency.id))
    .flatMap((rows) => rows.items.all().filter((item) => shows(rows, item, named)));
  if (showing.length > 0 && showing.every(({ state }) => state === 'killed'))
    yield { invariant: 'I6', says: `${to} gave a picture of a killed story` };
}

/** Of a story that is taken every picture is here, or is still asked for; none counts as here that the disk does not have. */
export function* judgePictures(
  { node }: Newsroom,
  { rows, agency }: Seen,
  lookup: Lookup,
  { restored }: Memory,
): Generator<Violation> {
  for (const { itemId } of rows.takes.all()) {
    const item = rows.items.get(itemId);
    if (item?.state !== 'usable' || !lookup(item.provider)) continue;
    if (restored.has(agency.did) || restored.has(item.provider)) continue;
    const isAsked = rows.outbox
      .all()
      .some(({ job }) => job.topic === 'fetch-pictures' && job.payload.itemId === itemId);
    for (const digest of isAsked ? [] : digestsOf(rows, item))
      if (!rows.blobs.get(`${item.provider} ${digest}`))
        yield { invariant: 'I5', says: `${agency.slug} took ${item.guid} and never got ${digest}` };
      else if (!node.files.asTheyLie(agency.id, digest))
        yield {
          invariant: 'bytes',
          says: `${agency.slug} lost ${digest} of ${item.guid} and does not ask for it`,
        };
  }
}

function shows(rows: AgencyRows, item: StoredItem, digest: string): boolean {
  return digestsOf(rows, item).some((one) => one === digest);
}

function digestsOf({ versions }: AgencyRows, { id, latestVersion }: StoredItem): readonly Digest[] {
  const associations = versions.get(`${id} ${latestVersion}`)?.content.associations ?? [];
  return associations.flatMap(({ renditions }) =>
    renditions.flatMap(({ digest }) => (digest === undefined ? [] : (parseDigest(digest) ?? []))),
  );
}
