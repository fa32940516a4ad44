import { commentDocument } from '#app/agreement/talks/comment-document.ts';
import { saveDraft, startDraft, untouchedByQuestions } from '#app/agreement/talks/save-draft.ts';
import { shareDraft, withdrawProposal } from '#app/agreement/talks/share-draft.ts';
import { compareDocuments, showTalks, type TalksView } from '#app/agreement/talks/show-talks.ts';
import { numberClauses } from '#domain/agreement/number-clauses.ts';
import { isSameText, type RedlinedClause } from '#domain/agreement/talks/redline.ts';
import { isJsonObject } from '#kernel/json.ts';
import { parseInstant } from '#kernel/instant.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import { accept, refuse } from '#kernel/result.ts';
import { acting, reading, type Desk, type SeatedDesk } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { columns } from '../columns.ts';
import type { CommandPlan, Given, OptionPlan } from '../command-plan.ts';
import { readJsonFile } from '../read-named-file.ts';
import { inputInvalid, type Answer } from '../said.ts';
import { shortTime } from '../short-time.ts';

const DIGEST: OptionPlan = {
  flags: '--digest <digest>',
  about: 'of the document you have read (agreement versions)',
  required: true,
};
const ANSWERS: OptionPlan = {
  flags: '--answers <file>',
  about: 'the changed answers as JSON, as “agreement answers” prints them',
  required: true,
};

/** The negotiation of agreements at the command line. */
export const talksCommands: readonly CommandPlan<CliNeeds>[] = [
  reading({
    name: 'agreement versions <uid>',
    about: 'Every document of an agreement, with comments, and where each stands',
    run: versions,
  }),
  reading({
    name: 'agreement diff <uid>',
    about: 'What changed between two documents, clause by clause; the last two if not said otherwise',
    options: [
      { flags: '--from <digest>', about: 'the earlier document' },
      { flags: '--to <digest>', about: 'the later document' },
    ],
    run: diff,
  }),
  reading({
    name: 'agreement answers <uid>',
    about: 'The answers that make the last document, as a JSON file to change for edit, counter or amend',
    run: answers,
  }),
  writing('edit', 'Change a draft of yours that the others have not seen'),
  writing('counter', 'Answer another side’s document with one of your own; share it afterwards'),
  writing('amend', 'Write the document that shall replace the one in force; share it afterwards'),
  acting('draft-agreement', {
    name: 'agreement share <uid>',
    about: 'Lay your draft before the other parties, unsigned',
    options: [DIGEST, { flags: '--until <instant>', about: 'when it lapses; thirty days if left out' }],
    run: share,
  }),
  acting('draft-agreement', {
    name: 'agreement withdraw <uid>',
    about: 'Take your document back; nobody signs it any more',
    options: [DIGEST],
    async run(desk, given) {
      const order = orderOf(given);
      const withdrawn = await withdrawProposal(desk.node, desk, order);
      return withdrawn.ok
        ? accept({ json: order, lines: ['Taken back. The other parties are told.'] })
        : withdrawn;
    },
  }),
  acting('draft-agreement', {
    name: 'agreement comment <uid>',
    about: 'Say something about a document, or one clause of it, to all sides',
    options: [
      DIGEST,
      { flags: '--clause <name>', about: 'such as #give-publish; the whole if left out' },
      { flags: '--text <text>', about: 'at most 4,000 characters', required: true },
    ],
    run: comment,
  }),
];

function orderOf(given: Given) {
  return { uid: given.demand('uid'), digest: given.demand('digest') };
}

async function versions({ node, agency, at }: Desk, given: Given): Promise<Answer> {
  const view = await showTalks(node, { agency, at }, given.demand('uid'));
  if (!view.ok) return view;
  const { documents, comments } = view.value;
  return accept({
    json: {
      documents: documents.map(({ document, state, signedBy }) => ({
        digest: document.filed.digest,
        version: document.filed.version,
        state,
        ...document.laid,
        signedBy,
      })),
      comments,
    },
    lines: [
      ...columns(
        ['VERSION', 'STATE', 'LAID DOWN BY', 'LAPSES', 'DIGEST'],
        documents.map(({ document: { filed, laid }, state }) => [
          String(filed.version),
          state,
          laid?.by ?? '(draft of ours)',
          laid?.expiresAt === undefined ? '' : shortTime(laid.expiresAt),
          filed.digest,
        ]),
      ),
      ...comments.flatMap(({ author, by, clause, digest, text }) => [
        '',
        `${author.name} (${author.role}, ${by}) on ${clause === undefined ? 'the whole' : numbered(view.value, digest, clause)}:`,
        `  ${text}`,
      ]),
    ],
    ...nextOf(view.value),
  });
}

/** As the text that was commented numbers it. */
function numbered({ documents }: TalksView, digest: string, name: string): string {
  const commented = documents.find(({ document }) => document.filed.digest === digest);
  const clauses = commented ? [...numberClauses(commented.document.record.agreement).values()] : [];
  const clause = clauses.find(({ uid }) => uid.endsWith(name));
  return clause ? `clause ${clause.number}` : name;
}

function nextOf({ documents, may, draft }: TalksView): { readonly next?: string } {
  const uid = documents[0]?.document.filed.uid ?? '';
  if (draft && may.share.ok)
    return { next: `pactwire agreement share ${uid} --digest ${draft.filed.digest} --as EMAIL` };
  return documents.length > 1 ? { next: `pactwire agreement diff ${uid}` } : {};
}

async function diff({ node, agency, at, language }: Desk, given: Given): Promise<Answer> {
  const uid = given.demand('uid');
  const view = await showTalks(node, { agency, at }, uid);
  if (!view.ok) return view;
  const [last, before] = view.value.documents.map(({ document }) => document.filed.digest).toReversed();
  const to = given.text('to') ?? last ?? '';
  const from = given.text('from') ?? before ?? to;
  const compared = await compareDocuments(node, { agency, at }, { uid, from, to });
  if (!compared.ok) return compared;
  const { clauses } = compared.value;
  const changed = clauses.filter(({ change }) => change !== 'same');
  return accept({
    json: { uid, from, to, clauses: changed },
    lines: isSameText(clauses)
      ? ['Word for word the same.']
      : changed.flatMap((one) => changeLines(one, language)),
  });
}

function changeLines({ name, change, before, after }: RedlinedClause, language: InterfaceLanguage): string[] {
  return [
    `${change}  ${name}`,
    ...(before && change !== 'moved' ? [`  - ${before.sentence[language]}`] : []),
    ...(after ? [`  + ${after.sentence[language]}`] : []),
    '',
  ];
}

async function answers({ node, agency, at }: Desk, given: Given): Promise<Answer> {
  const uid = given.demand('uid');
  const start = await startDraft(node, { agency, at }, uid);
  if (!start.ok) return start;
  const draft = await node.printDraft(start.value);
  if (!draft.ok) return draft;
  const unchanged = await node.readDraft(draft.value);
  if (!unchanged.ok) return unchanged;
  const untouched = await untouchedByQuestions(node, { agency, at }, uid, unchanged.value);
  if (!untouched.ok) return untouched;
  const names = untouched.value.map(({ name }) => name);
  return accept({
    json: draft.value,
    lines: [JSON.stringify(draft.value, undefined, 2)],
    ...(names.length > 0
      ? { next: `no answer changes ${names.join(', ')}: they stay as the text has them` }
      : {}),
  });
}

function writing(verb: 'edit' | 'counter' | 'amend', about: string): CommandPlan<CliNeeds> {
  return acting('draft-agreement', {
    name: `agreement ${verb} <uid>`,
    about,
    options: [ANSWERS],
    run: write,
  });
}

async function write(desk: SeatedDesk, given: Given): Promise<Answer> {
  const { node } = desk;
  const uid = given.demand('uid');
  const file = await readJsonFile('--answers', given.demand('answers'));
  if (!file.ok) return file;
  const start = await startDraft(node, desk, uid);
  if (!start.ok) return start;
  const questions = await node.readDraft(file.value);
  if (!questions.ok) return questions;
  const former = await node.printDraft(start.value);
  if (!former.ok) return former;
  const unchanged = await node.readDraft(former.value);
  if (!unchanged.ok) return unchanged;
  const asked = isJsonObject(file.value) ? file.value : {};
  const saved = await saveDraft(node, desk, {
    uid,
    base: start.value.base,
    questions: questions.value,
    unchanged: unchanged.value,
    asked,
  });
  if (!saved.ok) return saved;
  const { digest } = saved.value;
  return accept({
    json: { uid, digest },
    lines: [`Draft kept, digest ${digest}`],
    next: `see what it changes (pactwire agreement diff ${uid}), then: pactwire agreement share ${uid} --digest ${digest} --as EMAIL`,
  });
}

async function share(desk: SeatedDesk, given: Given): Promise<Answer> {
  const order = orderOf(given);
  const until = given.text('until');
  const expiresAt = until === undefined ? undefined : parseInstant(until);
  if (until !== undefined && !expiresAt)
    return inputInvalid('--until', 'a moment such as 2027-05-01T00:00:00Z');
  const shared = await shareDraft(desk.node, desk, { ...order, ...(expiresAt ? { expiresAt } : {}) });
  return shared.ok ? accept({ json: order, lines: ['Shared. The other parties are told.'] }) : shared;
}

async function comment(desk: SeatedDesk, given: Given): Promise<Answer> {
  const order = orderOf(given);
  const clause = given.text('clause');
  const said = {
    ...(clause === undefined ? {} : { clause }),
    text: given.demand('text').replaceAll('\0', ''),
    language: desk.language,
  };
  const sent = await commentDocument(desk.node, desk, { ...order, role: 'coordinator', said });
  return sent.ok
    ? accept({ json: sent.value, lines: ['Sent. The other parties are told.'] })
    : refuse(sent.error);
}
