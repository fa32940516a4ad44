import { expect, test } from 'vitest';
import fc from 'fast-check';
import { DOCUMENT_BYTES, decodeText } from './decode-text.ts';

function bytes(...values: number[]): Uint8Array {
  return Uint8Array.from(values);
}

function utf16(text: string, mark: boolean): Uint8Array {
  return Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le');
}

function utf32(text: string): Uint8Array {
  return Uint8Array.from(
    [...text].flatMap((character) => [
      0,
      0,
      (character.codePointAt(0) ?? 0) >> 8,
      (character.codePointAt(0) ?? 0) & 0xff,
    ]),
  );
}

function told(input: Uint8Array, contentType?: string) {
  const read = decodeText(input, contentType);
  return read.ok
    ? [read.value.text, read.value.charset, ...read.value.findings.map(({ code, at }) => `${code}: ${at}`)]
    : [read.error.code, read.error.at];
}

const HAI = Buffer.from('Đà Nẵng 岘港');

test('UTF-8 needs no label, and its mark is not text', () => {
  expect(told(HAI)).toEqual(['Đà Nẵng 岘港', 'utf-8']);
  expect(told(Buffer.concat([bytes(0xef, 0xbb, 0xbf), HAI]))).toEqual(['Đà Nẵng 岘港', 'utf-8']);
});

test('UTF-16 and UTF-32 are told by their marks or by the zero bytes of the first characters', () => {
  expect(told(utf16('<a>Đ</a>', true))).toEqual(['<a>Đ</a>', 'utf-16le']);
  expect(told(utf16('<a>Đ</a>', false))).toEqual(['<a>Đ</a>', 'utf-16le']);
  expect(told(utf32('{"a":"Đ"}'))).toEqual(['{"a":"Đ"}', 'utf-32be']);
  expect(told(bytes(0, 0, 0xfe, 0xff, 0, 0, 0xd8, 0))).toEqual(['document-encoding-broken', '']);
});

test('the charset of the header or of the XML declaration is used where the bytes agree', () => {
  expect(told(bytes(0xd6, 0xd0, 0xb9, 0xfa), 'text/xml; charset=GB2312')).toEqual(['中国', 'gbk']);
  expect(told(bytes(0xa4, 0xa4, 0xb0, 0xea), 'text/xml; charset="big5"')).toEqual(['中國', 'big5']);
  expect(told(bytes(0x61, 0xec, 0xd2), 'text/html;charset=windows-1258')).toEqual([
    'á\u0309',
    'windows-1258',
  ]);
  const declared = Buffer.concat([
    Buffer.from('<?xml version="1.0" encoding="windows-1252"?><a>'),
    bytes(0x93, 0xe9, 0x94),
    Buffer.from('</a>'),
  ]);
  expect(told(declared)[0]).toContain('“é”');
});

test('EUC-TW is refused by its name and never taken for Thai, and a Big5 text under that label is read', () => {
  const text = Buffer.from(Array.from({ length: 20 }, () => [0xc4, 0xe3, 0xcd, 0xa4, 0xa4, 0xa1]).flat());
  const read = decodeText(text, 'text/plain; charset=EUC-TW');
  expect(read).toMatchObject({
    error: { code: 'document-encoding-unknown', at: 'byte 0', detail: expect.stringContaining('"EUC-TW"') },
  });
  const big5 = Buffer.from(
    'a578c657a4a4a5a1b371b054aac0b3f8bec9a141a6e6ac46b07ca4b5a4d1a56cb67db77cc4b3b051bdd7b4e4a466adababd8ad70b565',
    'hex',
  );
  expect(told(big5, 'text/plain; charset=x-euc-tw')[1]).toBe('big5');
});

test('a label that the bytes contradict gives way to the evidence, and is reported', () => {
  expect(told(HAI, 'text/xml; charset=iso-8859-1')).toEqual([
    'Đà Nẵng 岘港',
    'utf-8',
    'charset-label-wrong: HTTP header',
  ]);
  expect(told(Buffer.from(`<?xml version="1.0" encoding="big5"?><a>${HAI.toString()}</a>`))).toContain(
    'charset-label-wrong: XML declaration',
  );
  expect(told(utf16('<?xml version="1.0" encoding="utf-8"?><a/>', true))).toContain(
    'charset-label-wrong: XML declaration',
  );
  expect(told(Buffer.from('<a/>'), 'text/xml; charset=utf-16')).toEqual([
    '<a/>',
    'utf-8',
    'charset-label-wrong: HTTP header',
  ]);
  expect(told(Buffer.from('<a/>'), 'text/xml; charset=bogus')).toEqual([
    '<a/>',
    'utf-8',
    'charset-label-wrong: HTTP header',
  ]);
});

test('the second label is tried where the bytes refute the first', () => {
  const gb = Buffer.concat([
    Buffer.from('<?xml version="1.0" encoding="gb2312"?><a>'),
    bytes(0xd6, 0xd0),
    Buffer.from('</a>'),
  ]);
  expect(told(gb, 'text/xml; charset=utf-8').slice(1)).toEqual(['gbk', 'charset-label-wrong: HTTP header']);
});

test('bytes that fit no evidence and no label are refused with the place, never guessed', () => {
  expect(told(bytes(0x61, 0xff, 0x62))).toEqual(['document-encoding-broken', 'byte 1']);
  expect(told(bytes(0x61, 0xff, 0x62), 'text/xml; charset=utf-8')).toEqual([
    'document-encoding-broken',
    'byte 1',
  ]);
  expect(told(bytes(0x61, 0xff, 0x62), 'text/xml; charset=bogus')).toEqual([
    'document-encoding-unknown',
    'byte 1',
  ]);
  expect(
    told(Buffer.concat([Buffer.from('a\nb\n'), bytes(0xb0, 0xff), Buffer.from('\n')]), 'x; charset=gb18030'),
  ).toEqual(['document-encoding-broken', 'byte 4']);
  expect(told(bytes(0xff, 0xfe, 0x3c, 0x00, 0x00, 0xd8, 0x3e, 0x00))).toEqual([
    'document-encoding-broken',
    '',
  ]);
  expect(told(bytes(0x81, 0x8d), 'x; charset=windows-1252')).toEqual(['document-encoding-broken', 'byte 0']);
});

test('UTF-7, nothing and too much are refused', () => {
  expect(told(Buffer.from('+ADw-script'), 'text/html; charset=utf-7')).toEqual([
    'document-encoding-forbidden',
    'byte 0',
  ]);
  expect(told(Buffer.from('+/v8-x'))).toEqual(['document-encoding-forbidden', 'byte 0']);
  expect(told(bytes())).toEqual(['document-empty', '']);
  expect(told(new Uint8Array(DOCUMENT_BYTES + 1))).toEqual(['document-too-large', `byte ${DOCUMENT_BYTES}`]);
});

test('no replacement character ever appears that was not in the bytes', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
      fc.constantFrom(
        'utf-8',
        'gb18030',
        'big5',
        'windows-1258',
        'windows-1252',
        'shift_jis',
        'utf-16',
        'bogus',
        'tcvn',
        'vni',
        'viscii',
        'vps',
        'hz',
        'din-66003',
        'cp850',
        'euc-jp',
        'iso-2022-jp',
        'utf-32',
      ),
      (input, label) => {
        const read = decodeText(input, `text/plain; charset=${label}`);
        const isInBytes =
          Buffer.from(input).includes('\uFFFD') ||
          Buffer.from(input).includes(Buffer.from('\uFFFD', 'utf16le')) ||
          Buffer.from(input).includes(Buffer.from([0xff, 0xfd]));
        return !read.ok || isInBytes || !read.value.text.includes('\uFFFD');
      },
    ),
    { numRuns: 2000 },
  );
});

test('valid UTF-8 of any text is read back, whatever the label says', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom(undefined, 'x; charset=iso-8859-1', 'x; charset=bogus'),
      (text, label) => {
        fc.pre(
          text.isWellFormed() &&
            !/^[\0\uFEFF\uFFFE]/.test(text) &&
            text.charCodeAt(1) !== 0 &&
            text.charCodeAt(2) !== 0 &&
            !text.startsWith('+/v') &&
            !text.includes('<?xml'),
        );
        const read = decodeText(Buffer.from(text), label);
        expect(read.ok && read.value.text.normalize('NFC')).toBe(text.normalize('NFC'));
      },
    ),
    { numRuns: 500 },
  );
});

test('a text whose only byte beyond ASCII is a no-break space is a western one', () => {
  const text = Buffer.concat([
    Buffer.from('- Reporting by:'),
    Buffer.of(0xa0),
    Buffer.from('An Li in Hanoi\n'),
  ]);
  expect(told(text)).toEqual(['- Reporting by:\u00A0An Li in Hanoi\n', 'windows-1252', 'charset-assumed: ']);
});

test('two names from two countries in an English text are read, and that the charset is assumed is said', () => {
  const text = Buffer.from('The Dane S\u00F8ren Bo met Pe\u00F1a.\n', 'latin1');
  expect(told(text)).toEqual([
    'The Dane S\u00F8ren Bo met Pe\u00F1a.\n',
    'windows-1252',
    'charset-assumed: ',
  ]);
});

test('a few umlauts in a German text are no Chinese characters', () => {
  const text =
    'Österreich/Hochwasser\n\nHochwasser in Tirol geht zurück =\n\nInnsbruck (APA) - Das Hochwasser geht zurück.\n';
  expect(told(Buffer.from(text, 'latin1'))).toEqual([text, 'windows-1252', 'charset-assumed: ']);
});
