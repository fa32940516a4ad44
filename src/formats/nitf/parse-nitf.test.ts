import { describe, expect, test } from 'vitest';
import { wireCases } from '#tests/town/wire-cases.ts';
import { readXml } from '../xml/read-xml.ts';
import { isNitf, parseNitf } from './parse-nitf.ts';

function read(text: string) {
  const root = readXml(text);
  if (!root.ok) throw new Error(`${root.error.at} ${root.error.detail}`);
  expect(isNitf(root.value)).toBe(true);
  const parsed = parseNitf(root.value, {});
  if (!parsed.ok) throw new Error(parsed.error.detail);
  return parsed.value;
}

describe('NITF of several agencies', () => {
  test.each(wireCases('nitf'))(
    '$name is read with every field that its agency wrote',
    ({ text, expected }) => {
      expect(read(text)).toMatchObject(expected);
    },
  );
});

test('a document that only names another as killed tells it and stays usable itself', () => {
  const [item] = read(
    '<nitf><head><docdata management-status="usable" management-doc-idref="a" management-idref-status="canceled"/></head><body/></nitf>',
  ).items;
  expect(item).toMatchObject({ pubStatus: 'usable', instruction: 'kill', about: ['a'] });
});

test.each([
  ['KILL', 'canceled', 'kill'],
  ['Eds: MANDATORY KILL. Kill the story on ferries.', 'canceled', 'kill'],
  ['Eds: HOLD for legal review', 'withheld', 'withhold'],
  ['CORRECTS spelling of name in 3rd graf', undefined, 'correct'],
  ['Eds: Resending with slug', undefined, 'repeat'],
  ['Photos will follow. Killer whales are seen.', undefined, undefined],
])('a message to editors “%s” is heard', (info, pubStatus, instruction) => {
  const [item] = read(`<nitf><head><docdata><ed-msg info="${info}"/></docdata></head><body/></nitf>`).items;
  expect([item?.pubStatus, item?.instruction]).toEqual([pubStatus, instruction]);
});

test('a correction may name its story beside NITF, and characters that a system wrote as comments are read', () => {
  const [item] = read(
    '<nitf><head><docdata><doc-id id-string="2"/></docdata><original-storyid>1</original-storyid></head><body><body.content><p>Lan<!-- 2019(unknown) -->s <!-- 003c(unknown) -->ferry</p></body.content></body></nitf>',
  ).items;
  expect(item?.links).toMatchObject([{ rel: 'corrects', uri: '1' }]);
  expect(item?.body.map(({ text }) => text)).toEqual(['Lan’s <ferry']);
  expect(item?.dropped).toEqual([]);
});

test('names of editors and notes that are not for publication stay in this house', () => {
  const [item] = read(
    `<nitf><head><docdata><ed-msg msg-type="internal" info="Call Kim"/></docdata>
    <revision-history name="K. Moe" function="editor" norm="20261129T1000"/></head><body/></nitf>`,
  ).items;
  expect(item?.edNotes).toMatchObject([{ text: 'Call Kim', audience: 'private' }]);
  expect(item?.private).toMatchObject([{ kind: 'desk', text: 'K. Moe, editor, 20261129T1000' }]);
});

test('a text over the limit is refused, and among several only that one is dropped', () => {
  const long = `<nitf><body><body.content><p>${'x'.repeat(1_100_000)}</p></body.content></body></nitf>`;
  const root = readXml(`<all>${long}<nitf><body><body.content><p>y</p></body.content></body></nitf></all>`);
  const parsed = root.ok ? parseNitf(root.value, {}) : root;
  expect(parsed).toMatchObject({
    ok: true,
    value: { items: [{ body: [{ text: 'y' }] }], dropped: [{ what: 'nitf' }] },
  });
  const alone = readXml(long);
  expect(alone.ok && parseNitf(alone.value, {})).toMatchObject({
    ok: false,
    error: { code: 'html-too-large' },
  });
  expect(parseNitf({ name: 'a', ns: '', attributes: new Map(), at: '1:1', children: [] }, {})).toMatchObject({
    ok: false,
    error: { code: 'document-without-items' },
  });
});
