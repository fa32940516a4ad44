import type { Reply } from '#contract/endpoint.ts';
import { applyNotice, listNotices, listRecalls } from '#contract/correction.ts';
import type { DeskClient } from '../../desk-client.ts';
import { doOnce, until } from '../until.ts';
import { storyAt } from './find-story.ts';
import { check, type Play } from './play.ts';

type Kind = 'correction' | 'kill';

/** The desk confirms what is not answered by publishing itself. */
export async function answerNotice(desk: DeskClient, kind: Kind): Promise<void> {
  await doOnce(
    `the ${kind} answered`,
    async () => (await noticeOf(desk, kind))?.state === 'applied',
    async () => {
      const notice = await until('the notice', () => noticeOf(desk, kind));
      if (notice.state === 'open') await desk.demand(applyNotice, { params: { id: notice.id } });
    },
  );
}

async function noticeOf(desk: DeskClient, kind: Kind) {
  const { notices } = await desk.demand(listNotices, {});
  const ours = notices.filter((notice) => notice.kind === kind);
  check(ours.length <= 1, `one ${kind} is one notice`);
  return ours[0];
}

export async function recallOf(desk: DeskClient, storyId: string, kind: Kind) {
  const { recalls } = await desk.demand(listRecalls, {});
  const ours = recalls.filter((recall) => recall.storyId === storyId && recall.kind === kind);
  check(ours.length <= 1, `one ${kind} is one recall`);
  return ours[0];
}

type Reach = Reply<typeof listRecalls>['recalls'][number]['reach'][number];

/** The giver sees that its recall came and was carried out, with times, and what became of the use. */
export async function seeAnswer({ giver, notes }: Play, kind: Kind, state: Reach['state']): Promise<string> {
  const reach = await until(`the partner’s answer to the ${kind}`, async () => {
    const recall = await recallOf(giver.editor, notes.get('story'), kind);
    check((recall?.reach.length ?? 0) <= 1, 'one partner has one line');
    return recall?.reach.find((one) => one.state === state);
  });
  const { receivedAt = '', appliedAt = '' } = reach;
  check(receivedAt !== '' && appliedAt >= receivedAt, 'received and applied have their times, in this order');
  const { uses } = await until('the uses', () => storyAt(giver.editor, notes.get('story')));
  check(uses.length === 1, `one page stays one use (${uses.length})`);
  const expected = kind === 'kill' ? 'removed' : 'live';
  await until(`the use is ${expected}`, async () => {
    const [use] = (await storyAt(giver.editor, notes.get('story'))).uses;
    return use?.state === expected && (kind === 'kill' || use.version === 2);
  });
  await until(
    'our own look at the address agrees',
    async () => {
      const recall = await recallOf(giver.editor, notes.get('story'), kind);
      const copies = recall?.reach.flatMap((one) => one.copies) ?? [];
      check(copies.length === 1, `one page is one address (${copies.length})`);
      return copies[0]?.finding === 'confirmed';
    },
    60,
  );
  return `received ${receivedAt}, applied ${appliedAt}, confirmed at the address`;
}
