import { basename } from 'node:path';
import type { Dialect } from '#formats/dialects/dialect.ts';
import { parseDialect } from '#formats/dialects/dialect-schema.ts';
import { isTimeZone } from '#formats/wire/resolve-time.ts';
import { onlyGiven } from '#formats/only-given.ts';
import type { WireDocument } from '#formats/wire/wire-document.ts';
import { refusedRecord, wireRecord, type WireRecord } from '#formats/wire/wire-record.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { columns, clip, pairs } from '../columns.ts';
import type { CommandPlan } from '../command-plan.ts';
import { CONVERT_FORMS, convertFile, isLarge, printItems, type ConvertNeeds } from '../convert-file.ts';
import { convertLarge } from '../convert-large.ts';
import { readLargeFeed } from '../read-large-feed.ts';
import { readJsonFile } from '../read-named-file.ts';
import { inputInvalid, type Refusal } from '../said.ts';

/** Reading wire files without a node: what is in each, what would be dropped, and what it becomes in another form. */
export const convertCommand: CommandPlan<Pick<CliNeeds, 'clock' | 'inflate'>> = {
  name: 'convert <files...>',
  about: 'Show what is in wire files of any format that is read, and what would be lost; needs no node',
  options: [
    {
      flags: '--to <format>',
      about: 'print the news items in this form too; icalendar prints the events',
      choices: CONVERT_FORMS,
    },
    { flags: '--provider <did>', about: 'the agency that answers for the items' },
    { flags: '--dialect <file>', about: 'the dialect of an agency as a file, beside those that are shipped' },
    {
      flags: '--time-zone <name>',
      about:
        'for times without an offset, such as Asia/Ho_Chi_Minh; if left out UTC, and for an embargo the latest that it can mean',
    },
  ],
  async run({ clock, inflate }, given) {
    const provider = given.text('provider');
    const timeZone = given.text('timeZone');
    const to = CONVERT_FORMS.find((one) => one === given.text('to'));
    if (timeZone !== undefined && !isTimeZone(timeZone))
      return inputInvalid('time-zone', `${timeZone} is no time zone of the IANA list.`);
    const dialects = await dialectIn(given.text('dialect'));
    if (!dialects.ok) return dialects;
    const needs: ConvertNeeds = {
      receivedAt: clock.now(),
      inflate,
      dialects: dialects.value,
      ...onlyGiven({ to, provider, timeZone }),
    };
    const paths = given.texts('files');
    return accept({
      json: [],
      isOneEach: true,
      lines: [],
      isRefusal: true,
      pieces: (as) => piecesOf(paths, needs, as),
    });
  },
};

/** Each file with its record, one after the other; whether any of them had an item. */
async function* piecesOf(
  paths: readonly string[],
  needs: ConvertNeeds,
  as: 'json' | 'lines',
): AsyncGenerator<string, boolean, void> {
  let hasItems = false;
  for (const path of paths) {
    if (await isLarge(path).catch(() => false)) {
      hasItems = (yield* as === 'json' ? convertLarge(path, needs) : largeLines(path, needs)) || hasItems;
      continue;
    }
    const record = await recordOf(path, needs);
    hasItems ||= record.items.length > 0;
    yield as === 'json' ? `${JSON.stringify(record)}\n` : `${linesOf(record).join('\n')}\n`;
  }
  return hasItems;
}

/** A large file for people: every item by itself with what was dropped of it. */
async function* largeLines(path: string, needs: ConvertNeeds): AsyncGenerator<string, boolean, void> {
  const items = readLargeFeed(path);
  let count = 0;
  let step = await items.next();
  for (; step.done !== true; step = await items.next()) {
    count += 1;
    yield `${linesOf(largeRecord(path, needs, { dropped: [], warnings: [], items: [step.value] })).join('\n')}\n`;
  }
  const { value } = step;
  const record = value.ok
    ? largeRecord(path, needs, { ...value.value, items: [] })
    : refusedRecord(basename(path), value.error);
  yield `${linesOf(record, count).join('\n')}\n`;
  return count > 0;
}

function largeRecord(
  path: string,
  needs: ConvertNeeds,
  rest: Omit<WireDocument, 'format' | 'encoding'>,
): WireRecord {
  const document: WireDocument = { format: 'wxr', encoding: { declared: [], found: 'utf-8' }, ...rest };
  return wireRecord(basename(path), document, printItems(document, needs));
}

/** A file that the disk does not give has a record too: what it says is an answer to the typist, and the others go on. */
async function recordOf(path: string, needs: ConvertNeeds): Promise<WireRecord> {
  try {
    return await convertFile(path, needs);
  } catch (fault) {
    if (!(fault instanceof Error && 'syscall' in fault)) throw fault;
    return refusedRecord(basename(path), { code: 'document-unreachable', at: '', detail: fault.message });
  }
}

async function dialectIn(path: string | undefined): Promise<Result<readonly Dialect[], Refusal>> {
  if (path === undefined) return accept([]);
  const json = await readJsonFile('dialect', path);
  if (!json.ok) return json;
  const read = parseDialect(json.value);
  return read.ok ? accept([read.value]) : inputInvalid(`dialect ${read.error.at}`, read.error.detail);
}

/** `count` of items where they were told before. */
function linesOf(record: WireRecord, count = record.items.length): readonly string[] {
  const { file, format, provider, encoding, items, dropped, warnings, refusals, converted } = record;
  return [
    ...pairs([
      ['file', file],
      ['format', format ?? 'none that is read'],
      ['provider', provider?.name ?? provider?.code ?? 'not said'],
      ['charset', encoding.found ?? 'unknown'],
      ['items', String(count)],
    ]),
    ...(converted ?? []).map(
      ({ printed }) => `\n${typeof printed === 'string' ? printed : JSON.stringify(printed, undefined, 2)}`,
    ),
    ...(converted === undefined ? items.flatMap(itemLines) : []),
    ...listed(
      'refused',
      ['at', 'reason', 'detail'],
      refusals.map((one) => [one.at, one.reason, one.detail]),
    ),
    ...listed(
      'dropped',
      ['at', 'what', 'why'],
      [
        ...dropped,
        ...items.flatMap((one) => one.dropped),
        ...(converted ?? []).flatMap((one) => one.dropped),
      ].map(({ at, what, why }) => [at, what, why]),
    ),
    ...listed(
      'warnings',
      ['at', 'code', 'detail'],
      [...warnings, ...items.flatMap((one) => one.warnings)].map((one) => [one.at, one.code, one.detail]),
    ),
    '',
  ];
}

function itemLines(item: WireRecord['items'][number]): readonly string[] {
  const given: readonly (readonly [string, string | undefined])[] = [
    ['kind', item.type === undefined ? item.kind : `${item.kind}, ${item.type}`],
    ['uri', item.uri],
    ['version', item.version],
    ['status', item.pubStatus],
    ['asks to', item.instruction],
    ['language', item.language],
    ['headline', item.headline],
    ['byline', item.byline],
    ['dateline', item.dateline],
    ['embargo', item.embargo],
    ['terms', item.usageTerms],
    ['subjects', item.subjects.map(({ name, code }) => name ?? code).join(', ')],
    [
      'notes',
      item.edNotes
        .map(({ text, audience }) => (audience === 'private' ? `(private) ${text}` : text))
        .join(' | '),
    ],
    ['text', item.body.map(({ text }) => text).join(' ')],
  ];
  return [
    '',
    ...pairs(
      given.flatMap(([name, value]) =>
        value === undefined || value === '' ? [] : [[name, clip(value, 200)]],
      ),
    ),
  ];
}

function listed(
  title: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (rows.length === 0) return [`\n${title}: nothing`];
  return [
    `\n${title}:`,
    ...columns(
      heads,
      rows.map((row) => row.map((cell) => clip(cell, 90))),
    ),
  ];
}
