import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';
import { decodeCharset } from './decode-charset.ts';
import { SINGLE_BYTE_TABLES, VISCII_LOW } from './single-byte-tables.ts';
import { HKSCS_ROWS } from './hkscs-table.ts';
import { hasSharedData, needsSharedData, sharedBytes, sharedNames } from '#tests/town/shared-data.ts';

type Case = {
  readonly name: string;
  readonly contentType?: string;
  readonly expected?: string;
  readonly base64: string;
  readonly text: string;
  readonly charset: string;
  readonly findings: readonly string[];
};

const FOLDER = new URL('../../../conformance/charsets/', import.meta.url);
const cases: readonly Case[] = JSON.parse(readFileSync(new URL('cases.json', FOLDER), 'utf8'));

test.each(cases)('conformance: $name', ({ contentType, expected, base64, text, charset, findings }) => {
  const read = decodeText(Buffer.from(base64, 'base64'), contentType, expected);

  expect(read.ok && read.value).toMatchObject({ text, charset });
  expect(read.ok && read.value.findings.map(({ code }) => code)).toEqual(findings);
});

test.each([...SINGLE_BYTE_TABLES.keys()])('every character of %s is read from its byte', (charset) => {
  const table = [...(SINGLE_BYTE_TABLES.get(charset) ?? '')];

  expect(table).toHaveLength(128);
  for (const [index, character] of table.entries()) {
    const text = decodeCharset(Uint8Array.of(0x78, 0x80 + index), charset);
    expect(text).toBe(character === '\uFFFD' ? undefined : `x${character}`.normalize('NFC'));
  }
  const written = table.filter((one) => one !== '\uFFFD');
  expect(new Set(written).size).toBe(written.length);
});

test('every letter of VISCII among the control characters is read inside a word', () => {
  for (const [byte, letter] of VISCII_LOW)
    expect(decodeCharset(Uint8Array.of(0x78, byte), 'viscii')).toBe(`x${letter}`);
  expect(decodeCharset(Uint8Array.of(0x02, 0x48), 'viscii')).toBe('\u0002H');
});

test('every Vietnamese letter is read from VNI-Windows', () => {
  const marks = { '̀': 0xf8, '́': 0xf9, '̉': 0xfb, '̃': 0xf5, '̣': 0xef };
  for (const [mark, byte] of Object.entries(marks)) {
    for (const vowel of 'aeouyAEOUY') {
      if ('yY'.includes(vowel) && mark === '̣') continue;
      const capital = vowel < 'a' ? 0x20 : 0;
      expect(decodeCharset(Uint8Array.of(vowel.charCodeAt(0), byte - capital), 'vni')).toBe(
        (vowel + mark).normalize('NFC'),
      );
    }
    expect(decodeCharset(Uint8Array.of(0xf4, byte), 'vni')).toBe(`ơ${mark}`.normalize('NFC'));
    expect(decodeCharset(Uint8Array.of(0xd6, byte - 0x20), 'vni')).toBe(`Ư${mark}`.normalize('NFC'));
  }
  expect(decodeCharset(Uint8Array.of(0x62, 0xf8), 'vni')).toBeUndefined();
});

test('every row of the Hong Kong supplement has a cell for every trail byte, and is read from its bytes', () => {
  for (const [lead, row] of HKSCS_ROWS) {
    const cells = [...row];
    expect(cells).toHaveLength(157);
    for (const [index, character] of cells.entries()) {
      const trail = index < 63 ? 0x40 + index : 0xa1 + index - 63;
      if (character !== '\u3000')
        expect(decodeCharset(Uint8Array.of(lead, trail), 'big5-hkscs')?.normalize('NFC')).toBe(
          character.normalize('NFC'),
        );
    }
  }
});

test('what was said of the charset is told, believed or not', () => {
  const page = Buffer.from('<html><meta charset="gb2312"><p>Đà Nẵng</p>');
  const read = decodeText(page, 'text/html; charset=big5', 'viscii');

  expect(read.ok && read.value.declared).toEqual([
    { from: 'HTTP header', written: 'big5' },
    { from: 'HTML meta', written: 'gb2312' },
    { from: 'source settings', written: 'viscii' },
  ]);
});

test('UTF-16 without a mark is read in either order of its bytes, where a label says that it is UTF-16', () => {
  const text = 'Đà Nẵng: nước sông Hàn xuống chậm, hơn ba nghìn hộ đã trở về nhà.';
  const low = Buffer.from(text, 'utf16le');

  for (const bytes of [low, Buffer.from(low).swap16()]) {
    const read = decodeText(bytes, 'text/plain; charset=utf-16');
    expect(read.ok && read.value.text).toBe(text);
    expect(read.ok && read.value.findings).toEqual([]);
  }
});

test('markup stays markup, whatever mark its text begins with', () => {
  const page = '<p>\u0338x</p> e\u0301 \uF900';
  const read = decodeText(Buffer.from(page));

  expect(read.ok && read.value.text).toBe('<p>\u0338x</p> é \uF900');
});

test('a stray byte is told with its offset, and a text with too many of them is refused with the first', () => {
  const line = Buffer.from('Mưa to tại Đà Nẵng, nước sông Hàn đang lên nhanh và bờ kè đã ngập.\n');
  const long = Buffer.concat([...Array.from({ length: 20 }, () => line), Buffer.of(0xff), line]);
  const read = decodeText(long);
  expect(read.ok && read.value.findings).toEqual([
    {
      code: 'bytes-unreadable',
      at: `byte ${line.length * 20}`,
      detail: `Bytes ${line.length * 20} are not utf-8; U+FFFD stands in their place.`,
    },
  ]);

  const short = decodeText(Buffer.concat([Buffer.from('北京'), Buffer.of(0xff), Buffer.from('上海')]));
  expect(short).toMatchObject({ ok: false, error: { code: 'document-encoding-broken', at: 'byte 6' } });
});

test.skipIf(!hasSharedData)(
  `feeds in any charset are read, or refused with a reason${needsSharedData}`,
  () => {
    const folder = 'security/feedparser/encoding';
    const outcomes = sharedNames(folder).map((name) => {
      const bytes = sharedBytes(`${folder}/${name}`);
      const header = /Header:\s+Content-type:\s*([^\n]+)/i.exec(bytes.toString('latin1'))?.[1];
      const read = decodeText(bytes, header?.trim());
      return `${name}: ${read.ok ? read.value.charset : read.error.code}`;
    });

    expect(outcomes.filter((one) => one.includes('document-'))).toEqual([
      'bozo_linenoise.xml: document-encoding-broken',
    ]);
    expect(outcomes).toContain('http_application_atom_xml_gb2312_charset.xml: gbk');
    expect(outcomes).toContain('euc-kr-item.xml: euc-kr');
  },
);
