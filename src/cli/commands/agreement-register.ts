import { printDay } from '#kernel/day.ts';
import { otherParties } from '#app/agreement/parties-of.ts';
import type { RegisterLine } from '#app/agreement/show-register.ts';
import type { RedlinedClause } from '#domain/agreement/talks/redline.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import { ARRIVAL_NAMES, REFUSED_ARRIVALS } from '#contract/refused-arrivals.ts';
import type { ProblemWords } from '#contract/problem.ts';
import type { RefusedArrival } from '#app/agreement/list-refused.ts';
import { accept } from '#kernel/result.ts';
import { reading } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { columns } from '../columns.ts';
import type { CommandPlan } from '../command-plan.ts';
import { lineShape, nextOf } from './agreement.ts';

/** All agreements at a glance, sought by their text, and two of them side by side. */
export const registerCommands: readonly CommandPlan<CliNeeds>[] = [
  reading({
    name: 'agreement list',
    about: 'The register: where each agreement stands, when it ends, what is owed by whom, quota left',
    async run({ node, agency, at, language }) {
      const lines = await node.showRegister({ agency, at });
      const refused = await node.listRefused(agency.id);
      return accept({
        json: { agreements: lines.map(registerShape), refused },
        lines: [
          ...columns(
            HEADS,
            lines.map((line) => registerRow(line, language)),
          ),
          ...refused.flatMap((one) => refusedLines(one, language)),
        ],
        next: nextOf(lines.map(({ view }) => view)) ?? 'pactwire agreement templates',
      });
    },
  }),
  reading({
    name: 'agreement search <words>',
    about:
      'Agreements of which a clause says all these words, in the language of --lang; accents do not matter',
    async run({ node, agency, at, language }, given) {
      const words = given.demand('words');
      const lines = await node.showRegister({ agency, at }, { words, language });
      return accept({
        json: { agreements: lines.map(registerShape) },
        lines: lines.flatMap(({ view, found }) => [
          `${view.said.title[language]} (${view.state}) ${view.filed.uid}`,
          ...found.map(({ number, sentence }) => `${String(number).padStart(4)}  ${sentence[language]}`),
        ]),
      });
    },
  }),
  reading({
    name: 'agreement compare <one> <other>',
    about: 'Two agreements as they stand, clause by clause: what one says and the other does not',
    async run({ node, agency, at, language }, given) {
      const uids = [given.demand('one'), given.demand('other')] as const;
      const compared = await node.compareAgreements({ agency, at }, uids);
      if (!compared.ok) return compared;
      const { one, other, clauses } = compared.value;
      return accept({
        json: { one: lineShape(one), other: lineShape(other), clauses },
        lines: clauses.flatMap((clause) => changeLines(clause, language)),
      });
    },
  }),
];

/** What came and does not count, why, and what to do. */
function refusedLines(
  { at, partner, type, code, because }: RefusedArrival,
  language: InterfaceLanguage,
): readonly string[] {
  const words = new Map<string, ProblemWords>(Object.entries(REFUSED_ARRIVALS)).get(code);
  const came = ARRIVAL_NAMES[type]?.[language] ?? type;
  const why = words?.title[language] ?? code;
  return [
    '',
    `! ${came} · ${partner.name[language]} · ${at}`,
    `  ${why} (${[code, ...(because === undefined ? [] : [because])].join(', ')})`,
    ...(words ? [`  ${words.next[language]}`] : []),
  ];
}

const HEADS = [
  'STATE',
  'TITLE',
  'WITH',
  'ENDS',
  'REMINDER',
  'WE OWE',
  'THEY OWE',
  'QUOTA LEFT',
  'PROMISES LEFT',
  'UID',
];

function registerRow({ view, quotas, owed, promises }: RegisterLine, language: InterfaceLanguage): string[] {
  const { endings, reminder, noticeReminder } = view;
  return [
    view.state,
    view.said.title[language],
    otherParties(view.parties)
      .map(({ name }) => name[language])
      .join(', '),
    endings.standing.endsAt?.slice(0, 10) ?? 'notice',
    [
      ...(reminder ? [`${reminder.days} days`] : []),
      ...(noticeReminder ? [`notice by ${printDay(noticeReminder.lastDay)}`] : []),
    ].join(', '),
    sayWaiting(owed.byUs),
    sayWaiting(owed.byThem),
    quotas.map(({ left, limit }) => `${left}/${limit}`).join(' '),
    promises
      .map(({ commitment, balance }) => `${commitment.kind} ${balance.left}/${balance.promised}`)
      .join(' '),
    view.filed.uid,
  ];
}

function sayWaiting({ open, overdue }: RegisterLine['owed']['byUs']): string {
  if (open === 0) return '';
  return overdue === 0 ? String(open) : `${open} (${overdue} late)`;
}

function registerShape({ view, quotas, owed, promises, found }: RegisterLine) {
  const { sentences: _, ...ending } = view.endings.standing;
  return {
    ...lineShape(view),
    ending,
    ...(view.reminder ? { reminder: view.reminder } : {}),
    quotas: quotas.map(({ clause, ...one }) => ({ ...one, clause: clause.number })),
    owed,
    promises: promises.map(({ clause, commitment, balance }) => ({
      clause: clause.number,
      kind: commitment.kind,
      owedBy: commitment.assigner,
      owedTo: commitment.assignees,
      balance,
    })),
    ...(found.length > 0 ? { found: found.map(({ number, sentence }) => ({ number, sentence })) } : {}),
  };
}

function changeLines({ change, before, after }: RedlinedClause, language: InterfaceLanguage): string[] {
  if (change === 'same' || change === 'moved') return [];
  return [
    ...(before ? [`- ${before.number ?? ''} ${before.sentence[language]}`] : []),
    ...(after ? [`+ ${after.number ?? ''} ${after.sentence[language]}`] : []),
    '',
  ];
}
