import { applyNotice, refuseNotice } from '#app/correction/answer-notice.ts';
import { correctStory } from '#app/correction/correct-story.ts';
import { killStory } from '#app/correction/kill-story.ts';
import { COPY_FINDINGS } from '#domain/correction/judge-copy.ts';
import { REASON_CLASSES, toReasonClass, type ReasonClass } from '#domain/publication/reason-class.ts';
import { releaseStory, withholdStory } from '#app/correction/withhold-story.ts';
import { offerAgain, withdrawOffer } from '#app/correction/withdraw-offer.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Recall } from '#ports/recall-store.ts';
import type { NoticeView, ReachView, RecallView } from '#ports/reads/recalls.ts';
import { acting, reading, type SeatedDesk } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { clip, columns } from '../columns.ts';
import type { CommandPlan, OptionPlan } from '../command-plan.ts';
import { isId } from '../is-id.ts';
import { inputInvalid, type Answer, type Refusal } from '../said.ts';
import { shortTime } from '../short-time.ts';

const REASON: OptionPlan = {
  flags: '--reason <class>',
  about: 'why, in one word that readers and partners are told',
  choices: REASON_CLASSES,
  required: true,
};

const PUBLIC_REASON: OptionPlan = {
  flags: '--public-reason <text>',
  about: 'one sentence for partners and readers',
  required: true,
};

/** Corrections and kills of our own stories, those that partners sent, and the answers to them. */
export const recallCommands: readonly CommandPlan<CliNeeds>[] = [
  acting('correct-own', {
    name: 'story correct <id>',
    about: 'Issue a new version of your own story with a note; every holder is told',
    options: [
      { flags: '--note <text>', about: 'what was wrong and what is right, shown to readers', required: true },
      REASON,
      { flags: '--headline <text>', about: 'the new headline' },
      { flags: '--block <id=text...>', about: 'new words of a block (story show); empty takes it out' },
    ],
    async run(desk, given) {
      const itemId = given.demand('id');
      if (!isId(itemId)) return refuse({ code: 'story-unknown' });
      const edits = given.texts('block').map(readEdit);
      if (edits.some(({ id }) => id === ''))
        return inputInvalid('--block', 'write ID=TEXT, such as b2=New words');
      const headline = given.text('headline');
      const corrected = await correctStory(desk.node, desk, {
        itemId,
        note: given.demand('note'),
        reasonClass: toReasonClass(given.demand('reason')),
        edits,
        ...(headline === undefined ? {} : { headline }),
      });
      return corrected.ok ? issued(corrected.value) : corrected;
    },
  }),
  recalling('kill-own', killStory, {
    name: 'story kill <id>',
    about: 'Kill your own story for good: every use stops, every holder is told, a tombstone stays',
  }),
  recalling('correct-own', withholdStory, {
    name: 'story withhold <id>',
    about: 'Stop your own story: nobody may use it until you release or kill it; every holder is told',
  }),
  acting('correct-own', {
    name: 'story release <id>',
    about: 'Release your own story that you withheld: every copy comes back as it was',
    options: [PUBLIC_REASON],
    async run(desk, given) {
      const itemId = given.demand('id');
      if (!isId(itemId)) return refuse({ code: 'story-unknown' });
      const order = { itemId, publicReason: given.demand('publicReason') };
      const released = await releaseStory(desk.node, desk, order);
      return released.ok ? issued(released.value) : released;
    },
  }),
  recalling('correct-own', withdrawOffer, {
    name: 'story withdraw <id>',
    about: 'Take your own story off offer: nobody takes it any more, whoever took it before keeps it',
  }),
  acting('correct-own', {
    name: 'story offer-again <id>',
    about: 'Put your own story on offer again, to every partner that an agreement lets see it now',
    async run(desk, given) {
      const itemId = given.demand('id');
      if (!isId(itemId)) return refuse({ code: 'story-unknown' });
      const offered = await offerAgain(desk.node, desk, itemId);
      if (!offered.ok) return offered;
      return accept({ json: { itemId }, lines: ['On offer. Partners are told as soon as the node runs.'] });
    },
  }),
  reading({
    name: 'recall list',
    about:
      'Corrections and kills you issued, and how far each has come at every partner and in your own systems',
    async run({ node, agency, at, language }) {
      const recalls = await node.recallReads.recalls(agency.id, at);
      return accept({
        json: { recalls },
        lines: columns(
          ['ISSUED', 'KIND', 'STORY', 'AT', 'STATE', 'SINCE', 'SEEN'],
          recalls.flatMap((recall) =>
            lanesOf(recall, language).map((lane) => [
              shortTime(recall.issuedAt),
              recall.kind,
              clip(recall.headline, 50),
              ...lane,
            ]),
          ),
        ),
      });
    },
  }),
  reading({
    name: 'notice list',
    about: 'Corrections and kills that partners sent you, open ones with their deadline',
    async run({ node, agency, at, language }) {
      const notices = await node.recallReads.notices(agency.id, at);
      const open = notices.find(({ state }) => state === 'open');
      return accept({
        json: { notices },
        lines: columns(
          ['STATE', 'KIND', 'FROM', 'STORY', 'DUE', 'ID', 'WHY'],
          notices.map((one) => [
            `${one.state}${one.overdue ? ' OVERDUE' : ''}`,
            one.kind,
            one.agency.name[language],
            clip(one.headline, 50),
            one.dueAt === undefined ? '' : shortTime(one.dueAt),
            one.id,
            clip(one.publicReason, 100),
          ]),
        ),
        ...(open ? { next: nextFor(open) } : {}),
      });
    },
  }),
  acting('answer-notice', {
    name: 'notice apply <id>',
    about:
      'Carry out a kill or a stop, or confirm that a correction was published; the partner gets the receipt',
    async run(desk, given) {
      const id = given.demand('id');
      if (!isId(id)) return refuse({ code: 'notice-unknown' });
      const applied = await applyNotice(desk.node, desk, id);
      if (!applied.ok) return applied;
      return applied.value.copiesUp > 0 ? waiting(id, applied.value.copiesUp) : answered(id, 'applied');
    },
  }),
  acting('answer-notice', {
    name: 'notice refuse <id>',
    about: 'Refuse a partner’s notice with a public reason, which is recorded and sent',
    options: [{ flags: '--reason <text>', about: 'the public reason', required: true }],
    async run(desk, given) {
      const noticeId = given.demand('id');
      if (!isId(noticeId)) return refuse({ code: 'notice-unknown' });
      const refused = await refuseNotice(desk.node, desk, { noticeId, reason: given.demand('reason') });
      return refused.ok ? answered(noticeId, 'refused') : refused;
    },
  }),
];

function readEdit(text: string): { readonly id: string; readonly text: string } {
  const at = text.indexOf('=');
  return at < 1 ? { id: '', text } : { id: text.slice(0, at), text: text.slice(at + 1) };
}

/** What is said of a story as it stands, with why. */
function recalling<Refused extends Refusal>(
  permission: Parameters<typeof acting>[0],
  say: (
    node: SeatedDesk['node'],
    by: SeatedDesk,
    order: { readonly itemId: string; readonly reasonClass: ReasonClass; readonly publicReason: string },
  ) => Promise<Result<Recall, Refused>>,
  plan: Pick<CommandPlan<CliNeeds>, 'name' | 'about'>,
): CommandPlan<CliNeeds> {
  return acting(permission, {
    ...plan,
    options: [REASON, PUBLIC_REASON],
    async run(desk, given) {
      const itemId = given.demand('id');
      if (!isId(itemId)) return refuse({ code: 'story-unknown' });
      const said = await say(desk.node, desk, {
        itemId,
        reasonClass: toReasonClass(given.demand('reason')),
        publicReason: given.demand('publicReason'),
      });
      return said.ok ? issued(said.value) : said;
    },
  });
}

function issued(recall: Recall): Answer {
  const said = {
    kill: 'Killed.',
    withhold: 'Withheld.',
    release: 'Released.',
    withdraw: 'Off offer.',
    correction: `Corrected: version ${recall.version}.`,
  }[recall.kind];
  return accept({
    json: { recall },
    lines: [`${said} Every partner that was offered the story is told as soon as the node runs.`],
    next: 'pactwire recall list',
  });
}

function answered(id: string, state: 'applied' | 'refused'): Answer {
  return accept({ json: { id, state }, lines: [`The notice is ${state}; the partner gets the receipt.`] });
}

function waiting(id: string, copiesUp: number): Answer {
  const lines = [
    `Our pages are down; ${copiesUp} ${copiesUp === 1 ? 'copy stands' : 'copies stand'} in other systems.`,
    'The partner gets the receipt when the last of them is out.',
  ];
  return accept({ json: { id, state: 'open', copiesUp }, lines });
}

function nextFor({ id, kind }: NoticeView): string {
  return kind === 'kill' || kind === 'withhold'
    ? `pactwire notice apply ${id} --as EMAIL`
    : `publish the correction at the desk, then: pactwire notice apply ${id} --as EMAIL`;
}

/** What looks at its copies have shown, and how those stand that it has not named: `2 confirmed, 1 overdue`. */
/** One line for each partner and each copy in a system of ours: where, how it stands, since when, what was seen. */
function lanesOf({ reach, ownCopies }: RecallView, language: InterfaceLanguage): string[][] {
  const partners = reach.map((one) => [
    one.agency.name[language],
    `${one.state}${one.overdue ? ' OVERDUE' : ''}`,
    shortTime(sinceOf(one)),
    seenAt(one),
  ]);
  const own = ownCopies.map(({ destination, standing, at, answer = '' }) => [
    destination,
    standing === 'failing' ? 'FAILING' : standing,
    at ? shortTime(at) : '',
    clip(answer, 60),
  ]);
  return partners.length === 0 ? [...own, ['nobody holds it', '', '', '']] : [...own, ...partners];
}

function seenAt({ copies }: ReachView): string {
  const found = copies.map(
    ({ finding, standing }) => finding ?? (standing === 'applied' ? 'unseen' : standing),
  );
  const count = (finding: string) => found.filter((one) => one === finding).length;
  return [...new Set([...COPY_FINDINGS, 'unseen', ...found])]
    .filter((finding) => count(finding) > 0)
    .map((finding) => `${count(finding)} ${finding}`)
    .join(', ');
}

function sinceOf(reach: ReachView) {
  return reach.appliedAt ?? reach.receivedAt ?? reach.fetchedAt ?? reach.writtenAt;
}
