import { confirmGone, recordRun } from '#app/publication/push/record-run.ts';
import { callStoryBack, pushStory, resendStory } from '#app/publication/push/push-story.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { Placement } from '#ports/destination-store.ts';
import { acting, type SeatedDesk } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import type { CommandPlan, Given } from '../command-plan.ts';
import { isId } from '../is-id.ts';
import type { Answer } from '../said.ts';

/** A story on its way into another system of the agency, and back. */
export const pushCommands: readonly CommandPlan<CliNeeds>[] = [
  acting('publish', {
    name: 'story push <id>',
    about:
      'Send a story, or a translation of it, to a destination; asked like publishing it, now and when it leaves',
    options: [
      { flags: '--to <destination>', about: 'its id: pactwire destination list', required: true },
      { flags: '--translation <id>', about: 'its translation instead of the story as it came' },
    ],
    async run(desk, given) {
      const itemId = given.demand('id');
      const visible = isId(itemId) && (await desk.node.stories.read(desk.agency.id, itemId, desk.at));
      if (!visible) return refuse({ code: 'story-unknown' });
      const destinationId = given.demand('to');
      if (!isId(destinationId)) return refuse({ code: 'destination-unknown' });
      const translationId = given.text('translation');
      if (translationId !== undefined && !isId(translationId)) return refuse({ code: 'translation-unknown' });
      const which = translationId === undefined ? {} : { translationId };
      const pushed = await pushStory(desk.node, desk, { itemId, destinationId, ...which });
      return pushed.ok ? ordered(pushed.value) : pushed;
    },
  }),
  acting('publish', {
    name: 'story ran <id>',
    about:
      'Record that people published a story by hand, in a paper or on air; asked like a push. Again: its correction ran',
    options: [
      { flags: '--in <destination>', about: 'of the kind hand: pactwire destination list', required: true },
      { flags: '--on <day>', about: 'the day it ran or was archived, as 2027-03-09', required: true },
      {
        flags: '--where <words>',
        about: 'a page, an edition, an hour, which its provider reads; or where it is kept',
      },
      { flags: '--translation <id>', about: 'its translation instead of the story as it came' },
    ],
    run: (desk, given) => record(desk, given),
  }),
  acting('publish', {
    name: 'story gone <placement>',
    about: 'Confirm that people took back by hand what ran; --told where it cannot be taken back',
    options: [
      { flags: '--told', about: 'those who have it were told, and keep it; not of an archive' },
      { flags: '--note <words>', about: 'what was done' },
    ],
    async run(desk, given) {
      const placementId = given.demand('placement');
      if (!isId(placementId)) return refuse({ code: 'placement-unknown' });
      const word = { isTold: given.isSet('told'), note: given.text('note') ?? '' };
      const gone = await confirmGone(desk.node, desk, { placementId, ...word });
      return gone.ok ? said(gone.value) : gone;
    },
  }),
  acting('publish', {
    name: 'story call-back <placement>',
    about: 'Take a story out of a destination; a kill does so by itself, everywhere',
    async run(desk, given) {
      const id = given.demand('placement');
      if (!isId(id)) return refuse({ code: 'placement-unknown' });
      const back = await callStoryBack(desk.node, desk, id);
      return back.ok ? ordered(back.value) : back;
    },
  }),
  acting('publish', {
    name: 'destination resend <placement>',
    about: 'Send once more what should stand there',
    async run(desk, given) {
      const id = given.demand('placement');
      if (!isId(id)) return refuse({ code: 'placement-unknown' });
      const again = await resendStory(desk.node, desk, id);
      return again.ok ? ordered(again.value) : again;
    },
  }),
];

async function record(desk: SeatedDesk, given: Given): Promise<Answer> {
  const itemId = given.demand('id');
  const visible = isId(itemId) && (await desk.node.stories.read(desk.agency.id, itemId, desk.at));
  if (!visible) return refuse({ code: 'story-unknown' });
  const destinationId = given.demand('in');
  if (!isId(destinationId)) return refuse({ code: 'destination-unknown' });
  const translationId = given.text('translation');
  if (translationId !== undefined && !isId(translationId)) return refuse({ code: 'translation-unknown' });
  const which = translationId === undefined ? {} : { translationId };
  const run = { itemId, destinationId, ranOn: given.demand('on'), where: given.text('where') ?? '' };
  const recorded = await recordRun(desk.node, desk, { ...run, ...which });
  return recorded.ok ? said(recorded.value) : recorded;
}

function said(placement: Placement): Answer {
  const { id, destinationId, stands, shown } = placement;
  return accept({
    json: { placement },
    lines: [`placement ${id}: ${stands}${shown ? `, by ${shown.channel}` : ''}`],
    next: `pactwire destination log ${destinationId}`,
  });
}

function ordered(placement: Placement): Answer {
  const { id, destinationId, wanted } = placement;
  return accept({
    json: { placement },
    lines: [`placement ${id}: to be ${wanted}; the node’s worker sends it`],
    next: `pactwire destination log ${destinationId}`,
  });
}
