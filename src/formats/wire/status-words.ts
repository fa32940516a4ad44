import type { PubStatus } from '#domain/item/item.ts';
import type { WireInstruction } from './wire-item.ts';
import type { WireItemBuilder } from './wire-item-builder.ts';
import { isEmbargoLifted } from './embargo-lifted.ts';
import { words } from '../words.ts';
import { isEmbargoLine } from './wire-signs.ts';

/** What a word of a dialect says of an item. */
export type StatusSaid = {
  readonly pubStatus?: PubStatus;
  readonly instruction?: WireInstruction;
  readonly isEmbargoed?: true;
};

const KILLED: StatusSaid = { pubStatus: 'canceled', instruction: 'kill' };
const CORRECTS: StatusSaid = { instruction: 'correct' };
const HELD: StatusSaid = { pubStatus: 'withheld', instruction: 'withhold' };

/** Names of states and instructions, without blanks and marks, in the order of NITF 3.6, NewsML 1.2 and their dialects. */
const NAMES: ReadonlyMap<string, StatusSaid> = new Map([
  ...named('usable ok live published publish released release normal final approved', {
    pubStatus: 'usable',
  }),
  ...named('embargoed embargo', { isEmbargoed: true }),
  ...named('withheld withhold withholds hold onhold holds held suspended suspends', HELD),
  ...named(
    'canceled cancelled cancel canceling kill killed mandatorykill bulletinkill photokill delete deleted',
    KILLED,
  ),
  ...named(
    'annul annulled annulation annule elimination eliminate eliminated withdrawn withdraw withdrawal',
    KILLED,
  ),
  ...named(
    'retract retracted retraction recall recalled remove removed storykill purge revoke revoked',
    KILLED,
  ),
  ...named('correct corrected corrects correction corrective correctif rectificatif rectify rectification', {
    instruction: 'correct',
  }),
  ...named('updated update updates updating writethru writethrough replace replaced rectified lead newlead', {
    instruction: 'update',
  }),
  ...named('repeat repeats resend resent retransmission retransmit refile reissue', {
    instruction: 'repeat',
  }),
  ...named('storno storniert eliminated kills cancels removes withdraws retracts', KILLED),
  ...named('berichtigung', { instruction: 'correct' }),
  ...named('rewrite sub substitute revision replaces supersedes superseded', { instruction: 'update' }),
  ...named('repeated repetition wiederholung', { instruction: 'repeat' }),
  ...named('advisory advise advises editorsnote noteeditors', { instruction: 'advise' }),
]);

/** What the name of a state or of an instruction means; undefined for a name that no dialect knows. */
export function statusNamed(name: string | undefined): StatusSaid | undefined {
  return NAMES.get(
    (name ?? '')
      .toLowerCase()
      .replace(/^(?:stat|sig|pubstat):/, '')
      .replace(/[^a-z]/g, ''),
  );
}

/** Openings of a note to editors, in the languages of wires; the note must begin with them. */
const OPENINGS: readonly (readonly [RegExp, StatusSaid])[] = [
  [
    /^(?:mandatory |bulletin |story |photo |picture )?kill\b|^(?:this |the )?(?:story|picture|photo|image|file) (?:is |was |has been )?(?:killed|withdrawn|deleted|retracted)\b/,
    KILLED,
  ],
  [
    /^(?:annulation|anulad[oa]|anulaci[oó]n|anula(?:mos)?|annullat[oa]|annullamento|anula[cç][aã]o)\b/,
    KILLED,
  ],
  [
    /^(?:please )?(?:withdraw|retract|delete|annul|eliminat)(?:e|es|s|ion)?\b|^(?:r[uü]ckruf|zur[uü]ckgezogen|trekkes|tilbagekaldt)\b/,
    KILLED,
  ],
  [/^(?:mandatory |please )?(?:hold|withhold)s?\b(?! for release)/, HELD],
  [
    /^(?:mandatory |urgent )?correct(?:s|ed|ion|ions|ing|if)?\b|^fix(?:es|ed)\b|^(?:corrige|correcci[oó]n|corre[cç][aã]o)\b/,
    { instruction: 'correct' },
  ],
  [
    /^(?:rectificati[fv]\w*|rectifica\w*|rettific\w*|berichtig\w*|korrektur|korrig\w*|rettelse|r[aä]ttelse|sprostowanie)\b/,
    { instruction: 'correct' },
  ],
  [
    /^(?:updat(?:es?|ed|ing)|adds?|adding|recasts?|recasting|inserts?|subs?|writethru|with|minor edits|will be updated)\b/,
    { instruction: 'update' },
  ],
  [
    /^(?:mise [aà] jour|actualiza\w*|aggiorn\w*|atualiza\w*|neufassung|zusammenfassung|erg[aä]nz\w*|oppdater\w*|opdater\w*|uppdater\w*|aktualizacja)\b/,
    { instruction: 'update' },
  ],
  [
    /^(?:repeat(?:s|ed|ing)?|re-?send(?:s|ing)?|re-?sent|moves? again|r[eé]p[eé]tition|wiederholung|repite)\b/,
    { instruction: 'repeat' },
  ],
  [/^(?:advisory|advis|note to editors)\b/, { instruction: 'advise' }],
  [
    /^(?:annule et remplace|remplace et annule|anula y sustituye|sostituisce|ersetzt)(?!\p{L})/u,
    { instruction: 'update' },
  ],
  [/^(?:(?:tin |bài )?(?:đính chính|cải chính)(?!\p{L})|更正|勘误|勘誤)/u, CORRECTS],
  [
    /^(?:rút (?:bài|tin)|h(?:ủy|uỷ) (?:bài|tin)|thu hồi (?:bài|tin)|gỡ (?:bài|tin))(?!\p{L})|^(?:撤稿|撤回本稿|作废)/u,
    KILLED,
  ],
];

/** What a note to editors says at its beginning, after `Eds:` and the like; undefined where it only informs. */
export function statusOpening(note: string | undefined): StatusSaid | undefined {
  const text = (note ?? '')
    .toLowerCase()
    .replace(/^[\s"'*([¡–—-]+/, '')
    .replace(
      /^(?:eds?|editors?|editor's note|editors' note|attention|achtung|attention editors|note)[.:!,\s–—-]+\s*/,
      '',
    );
  return OPENINGS.find(([opening]) => opening.test(text))?.[1];
}

/**
 * Says a text that an embargo lies on the item, in other words than a line that lays it, whose end is looked for when the item is whole?
 * One that is lifted is none.
 */
export function isEmbargoWorded(text = ''): boolean {
  if (isEmbargoLifted(text) || text.split('\n').some(isEmbargoLine)) return false;
  const line = text.toLowerCase();
  return /\bembargo(?:ed|é)?\b|\bsperrfrist\b|hold for release|not (?:to be |for )?(?:release[d]?|publication|published|use|used) (?:before|until)|for release (?:at|on|after)\b|sperret til|klausul/.test(
    line,
  );
}

/** Openings of a headline, in capitals as wires write them: `CORRECTED-Rates rise`, `UPDATE 2-Storm nears`. */
const HEADLINES: readonly (readonly [RegExp, StatusSaid])[] = [
  [/^(?:(?:MANDATORY|BULLETIN|STORY) )?KILL(?:ED)?\s*[-–—:(]/, { instruction: 'kill' }],
  [/^(?:WITHDRAWN|ANNUL\w+|ANULA\w*|RÜCKRUF|ZURÜCKGEZOGEN)\s*[-–—:(]/, { instruction: 'kill' }],
  [
    /^\(?(?:CORRECT(?:ED|ION|S)|CORRECTIF|RECTIFICATIF|CORRIGE|CORRECCIÓN|CORREÇÃO)\)?\s*[-–—:(\s]/,
    { instruction: 'correct' },
  ],
  [/^\(?(?:RETTIFICA|BERICHTIGUNG|KORREKTUR|RETTELSE|RÄTTELSE)\)?\s*[-–—:(\s]/, { instruction: 'correct' }],
  // A colon makes a label of it, whatever its letters; so do brackets in Chinese and Vietnamese.
  [
    /^(?:Correct(?:ion|ed)|Corrections and clarifications|Đính chính|ĐÍNH CHÍNH|Cải chính|CẢI CHÍNH)\s*:/,
    CORRECTS,
  ],
  [/^[(（[【](?:Đính chính|ĐÍNH CHÍNH|更正|勘误|勘誤)[)）\]】]|^(?:更正|勘误|勘誤)\s*[:：]/, CORRECTS],
  [
    /^[(（[【](?:Rút bài|RÚT BÀI|Hủy tin|HỦY TIN|撤稿|撤稿通知|撤销)[)）\]】]|^(?:RÚT BÀI|HỦY TIN|撤稿通知)\s*[:：]/,
    { instruction: 'kill' },
  ],
  [/^(?:UPDATE ?\d+|UPDATE|WRAPUP \d+|RECASTS)\s*[-–—:(]/, { instruction: 'update' }],
  [/^(?:REFILE|REPEAT|RPT|RESENDING)\s*[-–—:(]/, { instruction: 'repeat' }],
  [/^ADVISORY\s*[-–—:(]/, { instruction: 'advise' }],
];

/** What a headline says of its item by its opening; never more than an instruction, for a kill may be about another item. */
export function statusOfHeadline(headline: string | undefined): StatusSaid | undefined {
  return HEADLINES.find(([opening]) => opening.test(headline ?? ''))?.[1];
}

/** What a signal asks for; the status of the item stands elsewhere. */
export function asSignal(code: string): StatusSaid | undefined {
  const { pubStatus: _elsewhere, ...asked } = statusNamed(code) ?? {};
  return asked;
}

/** Something that was said of an item, and where. */
export type SaidAt = { readonly said: StatusSaid | undefined; readonly at: string };

/** Puts the gravest of everything that was said into an item: a kill before a stop, a correction before an update. */
export function sayGravest(item: WireItemBuilder, all: readonly SaidAt[]): void {
  for (const pubStatus of ['canceled', 'withheld', 'usable'] as const) {
    const found = all.find(({ said }) => said?.pubStatus === pubStatus);
    if (found && !item.has('pubStatus')) item.set('pubStatus', pubStatus, found.at);
  }
  for (const instruction of GRAVITY) {
    const found = all.find(({ said }) => said?.instruction === instruction);
    if (found && !item.has('instruction')) item.set('instruction', instruction, found.at);
  }
  const embargoed = all.find(({ said }) => said?.isEmbargoed);
  if (embargoed && !item.has('isEmbargoed')) item.set('isEmbargoed', true, embargoed.at);
}

const GRAVITY: readonly WireInstruction[] = [
  'kill',
  'withhold',
  'correct',
  'update',
  'repeat',
  'advise',
  'publish',
];

/** The gravest of what several words ask for: a kill before a stop, a correction before an update. */
export function gravestOf(asked: readonly (WireInstruction | undefined)[]): WireInstruction | undefined {
  return GRAVITY.find((instruction) => asked.includes(instruction));
}

function named(names: string, said: StatusSaid): readonly (readonly [string, StatusSaid])[] {
  return words(names).map((name) => [name, said]);
}
