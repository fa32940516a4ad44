import { oneLine, severalLines } from '../../item-text.ts';
import { onlyGiven } from '../../only-given.ts';
import type { NinjsReading } from './ninjs-reading.ts';

/** Rights as plain words where ninjs has a rights expression: some wires put them there. An expression proper is left out. */
export function readNinjsRights({ json, item }: NinjsReading): void {
  for (const [field, name, clean] of [
    ['copyrightHolder', 'copyrightholder', oneLine],
    ['copyrightNotice', 'copyrightnotice', severalLines],
  ] as const) {
    const found = json.text(name);
    if (found !== undefined) item.set(field, clean(found.value), found.at);
  }
  const encoded = encodedWords({ json, item });
  const written = [json.text('usageterms'), encoded].flatMap((one) => one ?? []);
  const terms = written.map(({ value }) => severalLines(value)).join('\n');
  item.set('usageTerms', terms, written[0]?.at ?? json.at);
}

function encodedWords({ json, item }: Pick<NinjsReading, 'json' | 'item'>) {
  const rights = json.object('rightsinfo');
  const encoded = rights?.text('encodedrights');
  if (encoded !== undefined && !/^\s*[[{<]/.test(encoded.value)) return encoded;
  if (rights !== undefined) item.dropped.add(rights.at, 'rightsInfo', 'an item has no place for it');
  return undefined;
}

const PRIVATE_MEMBERS = ['internal_note', 'deskinfo', 'desk', 'task', 'private_note'];

/** Notes with the role that they say; those of the desk are private. */
export function readNinjsNotes({ json, item }: NinjsReading): void {
  for (const { at, value } of json.list('ednote', 'ednotes', 'editorialnote'))
    if (typeof value === 'string' && value.trim() !== '')
      item.add('edNotes', { text: severalLines(value), audience: 'partner', at }, at);
  for (const one of json.objects('ednotes', 'ednote')) {
    const text = severalLines(one.text('value', 'text', 'note')?.value ?? '');
    const role = one.text('role', 'type')?.value;
    if (text !== '')
      item.add('edNotes', { text, ...onlyGiven({ role }), audience: 'partner', at: one.at }, one.at);
  }
  for (const name of PRIVATE_MEMBERS) {
    const found = json.text(name);
    if (found === undefined) continue;
    const text = severalLines(found.value);
    item.add('edNotes', { text, role: name, audience: 'private', at: found.at }, found.at);
  }
}
