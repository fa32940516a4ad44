import { sayAlert } from '#domain/alert/say-alert.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Instant } from '#kernel/instant.ts';
import { isInterfaceLanguage } from '#kernel/language.ts';
import type { AlertPost, AlertStore, PostOutcome } from '#ports/alert-store.ts';
import type { Letters } from '#ports/letters.ts';
import type { Transact } from '#ports/transaction.ts';

export type LetterNeeds = {
  readonly transact: Transact<{ readonly alerts: AlertStore }>;
  readonly letters: Letters;
  readonly publicOrigin: string;
};

/**
 * Lays the letters that are due. What of a letter may still be named is asked as it is laid; it is laid before that is noted, so that
 * a crash between lays the same one again under the same name.
 */
export async function sendLetters(needs: LetterNeeds, agency: Agency, at: Instant): Promise<number> {
  const due = await needs.transact(agency.id, ({ alerts }) => alerts.duePosts('people', at));
  for (const post of due) {
    const outcome = await layOne(needs, agency, { post, at });
    await needs.transact(agency.id, ({ alerts }) => alerts.settlePost(post, outcome, { at }));
  }
  return due.length;
}

async function layOne(
  { transact, letters, publicOrigin }: LetterNeeds,
  agency: Agency,
  { post, at }: { readonly post: AlertPost; readonly at: Instant },
): Promise<PostOutcome> {
  const { follower } = post;
  const personId = 'personId' in follower ? follower.personId : '';
  const { stories, person } = await transact(agency.id, async ({ alerts }) => ({
    stories: await alerts.postedStories(post.id, at),
    person: await alerts.addressee(personId),
  }));
  if (!person || stories.length === 0)
    return { outcome: 'nothing', answer: 'nothing of it may be named any more' };
  const language = isInterfaceLanguage(person.language) ? person.language : 'en';
  const told = stories.map((story) => ({ ...story, url: `${publicOrigin}/desk/s/${story.itemId}` }));
  const said = sayAlert(told, { language, settingsUrl: `${publicOrigin}/desk/me/notifications` });
  await letters.lay({ name: `alert-${post.id}`, to: [person.email], ...said });
  return { outcome: 'done', answer: 'laid for the mail of the house' };
}
