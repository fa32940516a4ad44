import { recordFulfilment } from '#app/agreement/commitment/record-fulfilment.ts';
import { sayOfFulfilment } from '#app/agreement/commitment/say-of-fulfilment.ts';
import {
  commitmentsOf,
  showCommitments,
  type CommitmentLine,
} from '#app/agreement/commitment/show-commitments.ts';
import { listAgreements, type AgreementView } from '#app/agreement/show-agreement.ts';
import type { FulfilmentWord } from '#domain/agreement/commitment/fulfilment.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import { accept, refuse } from '#kernel/result.ts';
import { acting, reading } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { columns } from '../columns.ts';
import type { CommandPlan } from '../command-plan.ts';
import { isId } from '../is-id.ts';
import { inputInvalid } from '../said.ts';

const WORDS = {
  confirm: ['confirmed', 'Confirm what the other side recorded: it counts as done', 'Confirmed.'],
  dispute: ['disputed', 'Dispute what the other side recorded', 'Disputed.'],
  'take-back': ['withdrawn', 'Take back what your side recorded', 'Taken back.'],
} as const satisfies Record<string, readonly [FulfilmentWord['kind'], string, string]>;

/** Promises beside the news: what was done, recorded by one side and answered by the other. */
export const commitmentCommands: readonly CommandPlan<CliNeeds>[] = [
  reading({
    name: 'commitment list',
    about:
      'Visits, training places and joint projects that were promised: what was done, what is left, by when',
    options: [{ flags: '--agreement <uid>', about: 'of one agreement' }],
    async run({ node, agency, at, language }, given) {
      const uid = given.text('agreement');
      const views = (await listAgreements(node, { agency, at })).filter(
        ({ filed }) => uid === undefined || filed.uid === uid,
      );
      const lines = await commitmentsOf(node, views, { agency, at });
      const all = views.flatMap((view) => (lines.get(view.filed.uid) ?? []).map((line) => ({ view, line })));
      return accept({
        json: {
          commitments: all.map(({ view, line }) => ({ agreement: view.filed.uid, ...shapeOf(line) })),
        },
        lines: [
          ...columns(
            HEADS,
            all.map(({ view, line }) => rowOf(view, line, language)),
          ),
          ...all.flatMap(({ line }) => fulfilmentLines(line)),
        ],
      });
    },
  }),
  acting('record-fulfilment', {
    name: 'commitment record <uid>',
    about: 'Record what was done towards a commitment; the other side is told and confirms or disputes it',
    options: [
      { flags: '--clause <number>', about: 'the commitment, by its number (agreement show)', required: true },
      { flags: '--count <number>', about: 'visits, places or projects; 1 if left out' },
      { flags: '--on <date>', about: 'the day it was done, YYYY-MM-DD', required: true },
      { flags: '--note <text>', about: 'who came, what was done; the other side reads it' },
      { flags: '--with <did>', about: 'the other side; to be named where there are several' },
    ],
    async run({ node, agency, at, personId }, given) {
      const uid = given.demand('uid');
      const shown = await showCommitments(node, { agency, at }, uid);
      if (!shown.ok) return shown;
      const named = given.demand('clause');
      const line = shown.value.lines.find(({ clause }) => String(clause.number) === named);
      if (!line) return refuse({ code: 'commitment-unknown' });
      const count = Number(given.text('count') ?? '1');
      const [only, ...others] = line.counterparts;
      const counterpart = given.text('with') ?? (others.length === 0 ? only : undefined);
      if (counterpart === undefined)
        return inputInvalid('--with', `is one of ${line.counterparts.join(', ')}`);
      const recorded = await recordFulfilment(
        node,
        { agency, personId, at },
        {
          agreement: uid,
          commitment: line.commitment.uid,
          counterpart,
          count,
          doneOn: given.demand('on'),
          note: given.text('note') ?? '',
        },
      );
      if (!recorded.ok) return recorded;
      return accept({
        json: recorded.value,
        lines: [`Recorded ${recorded.value.id}. It counts once ${counterpart} has confirmed it.`],
        next: 'pactwire commitment list',
      });
    },
  }),
  ...Object.entries(WORDS).map(([verb, [kind, about, done]]) =>
    acting('record-fulfilment', {
      name: `commitment ${verb} <id>`,
      about,
      options: [
        { flags: '--reason <text>', about: 'the other side reads it', required: kind === 'disputed' },
      ],
      async run({ node, agency, at, personId }, given) {
        const id = given.demand('id');
        if (!isId(id)) return refuse({ code: 'fulfilment-unknown' });
        const word = { id, kind, reason: given.text('reason') ?? '' };
        const said = await sayOfFulfilment(node, { agency, personId, at }, word);
        return said.ok ? accept({ json: said.value, lines: [`${done} The other side is told.`] }) : said;
      },
    }),
  ),
];

const HEADS = [
  'TITLE',
  'CLAUSE',
  'KIND',
  'OWED BY',
  'PROMISED',
  'CONFIRMED',
  'DISPUTED',
  'UNANSWERED',
  'LEFT',
  'BY',
  'UID',
];

function rowOf(
  { said, filed, parties }: AgreementView,
  { clause, commitment, balance }: CommitmentLine,
  language: InterfaceLanguage,
): string[] {
  const { promised, confirmed, disputed, unanswered, left, until } = balance;
  return [
    said.title[language],
    String(clause.number),
    commitment.kind,
    parties.find(({ did }) => did === commitment.assigner)?.name[language] ?? commitment.assigner,
    ...[promised, confirmed, disputed, unanswered, left].map(String),
    until?.slice(0, 10) ?? '',
    filed.uid,
  ];
}

function fulfilmentLines({ fulfilments }: CommitmentLine): readonly string[] {
  return fulfilments.map(({ id, doneOn, count, standing, recordedBy, note, words }) => {
    const reason = words.at(-1)?.reason ?? '';
    return `${id} ${doneOn} ${count} ${standing} · ${recordedBy}${note === '' ? '' : `: “${note}”`}${reason === '' ? '' : ` (“${reason}”)`}`;
  });
}

function shapeOf({ clause, commitment, balance, fulfilments }: CommitmentLine) {
  const { uid, kind, assigner, assignees, title } = commitment;
  return {
    clause: clause.number,
    uid,
    kind,
    owedBy: assigner,
    owedTo: assignees,
    title,
    balance,
    fulfilments,
  };
}
