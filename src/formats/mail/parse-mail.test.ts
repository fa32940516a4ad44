import { expect, test } from 'vitest';
import fc from 'fast-check';
import { isMail, parseMail } from './parse-mail.ts';

const TCVN = new Map([
  ['ả', 0xb6],
  ['ũ', 0xf2],
  ['Đ', 0xa7],
  ['à', 0xb5],
  ['ẵ', 0xbd],
]);

function tcvn(text: string): Buffer {
  return Buffer.from([...text].map((one) => TCVN.get(one) ?? one.charCodeAt(0)));
}

function word(charset: string, bytes: Uint8Array): string {
  return `=?${charset}?B?${Buffer.from(bytes).toString('base64')}?=`;
}

function mail(...lines: (string | Uint8Array)[]): Uint8Array {
  return Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\r\n')]));
}

function read(bytes: Uint8Array) {
  const result = parseMail(bytes, {});
  if (!result.ok) return { error: result.error, item: undefined, texts: undefined, attachments: undefined };
  const [item] = result.value.items;
  const { attachments } = result.value;
  return { error: undefined, attachments, item, texts: item?.body.map((block) => block.text) };
}

const WHOLE = mail(
  'Received: from wire.example by desk.example',
  'Message-ID: <flood-1@wire.example>',
  'Date: Sun, 29 Nov 2026 10:00:00 +0700',
  `From: ${word('utf-8', Buffer.from('Thông tấn xã'))} <desk@wire.example>`,
  'To: partner@paper.example',
  `Subject: URGENT: ${word('x-viet-tcvn', tcvn('lũ '))}`,
  ` ${word('x-viet-tcvn', tcvn('Đà Nẵng'))}`,
  'Content-Type: multipart/mixed; boundary="one"',
  '',
  'This is a mail in several parts.',
  '--one',
  'Content-Type: multipart/alternative; boundary=two',
  '',
  '--two',
  'Content-Type: text/plain; charset=utf-8; format=flowed',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Hu=E1=BA=BF (TTX) - N=C6=B0=E1=BB=9Bc s=C3=B4ng =',
  'xu=E1=BB=91ng ch=E1=BA=ADm =20',
  'trong ng=C3=A0y.',
  '',
  '--=20',
  'Nguyen Van A',
  '+84 24 0000 0000',
  '--two',
  'Content-Type: text/html',
  '',
  '<p>Other words</p>',
  '--two--',
  '--one',
  'Content-Type: image/png',
  'Content-Disposition: attachment; filename*0*=utf-8\'\'%E1%BA%A2nh; filename*1=" lu.png"',
  'Content-Transfer-Encoding: base64',
  '',
  'iVBORw0KGgo=',
  '--one',
  `Content-Type: application/xml; name="${word('gb2312', Uint8Array.of(0xd0, 0xc2, 0xce, 0xc5))}.xml"`,
  '',
  '<nitf/>',
  '--one--',
);

test('a mail is one item, named by its Message-ID, with the plain text as its story', () => {
  expect(isMail(WHOLE)).toBe(true);
  expect(read(WHOLE)).toMatchObject({
    item: {
      uri: 'mid:flood-1@wire.example',
      provider: { code: 'Thông tấn xã' },
      headline: 'lũ Đà Nẵng',
      priority: 'URGENT',
      dateline: 'Huế (TTX)',
      dates: { versionCreated: '2026-11-29T10:00:00+07:00' },
    },
    texts: ['Nước sông xuống chậm trong ngày.'],
  });
});

test('addresses and the signature are private', () => {
  const { item } = read(WHOLE);

  expect(item?.private.map(({ text }) => text)).toEqual([
    'from: Thông tấn xã <desk@wire.example>',
    'to: partner@paper.example',
    'Nguyen Van A\n+84 24 0000 0000',
  ]);
  expect(JSON.stringify({ ...item, private: [] })).not.toMatch(/desk@|partner@|Nguyen/);
});

test('a picture comes with its bytes and its name, a wire in the mail is handed on', () => {
  const { item, attachments } = read(WHOLE);

  expect(item?.renditions).toMatchObject([
    { mediaType: 'image/png', fileName: 'Ảnh lu.png', sizeBytes: 8, at: 'part 1.2' },
  ]);
  expect([...(item?.renditions[0]?.embedded?.bytes ?? [])].slice(0, 4)).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect(attachments).toMatchObject([{ fileName: '新闻.xml', mediaType: 'application/xml', at: 'part 1.3' }]);
  expect(Buffer.from(attachments?.[0]?.bytes ?? []).toString()).toBe('<nitf/>');
});

test('a wire that travels in a mail stays what it is, with the picture beside it', () => {
  const { item } = read(
    mail(
      'Message-ID: <w-1@wire.example>',
      'From: wire@wire.example',
      'Subject: xyz0456',
      'Content-Type: multipart/mixed; boundary=q',
      '',
      '--q',
      'Content-Type: text/plain; charset=iso-8859-1',
      '',
      '\u0001xyz0456 1 i 0040\r\n\r\nFloods/\r\n\u0002River falls =\r\n\r\nHANOI, Nov 29 (XYZ) - The river fell.\r\n\u0003291030Z NOV 26\r\n\u0004',
      '--q',
      'Content-Type: image/jpeg; name=a.jpg',
      'Content-Transfer-Encoding: base64',
      '',
      '/9j/4AAQ',
      '--q--',
    ),
  );
  expect(item).toMatchObject({
    uri: 'xyz0456-20261129',
    headline: 'River falls',
    renditions: [{ fileName: 'a.jpg', mediaType: 'image/jpeg' }],
    links: [{ rel: 'deliveredBy', uri: 'mid:w-1@wire.example' }],
    private: [{ kind: 'contact' }],
  });
});

test('headers in raw bytes are read in the charset of the body', () => {
  const { item } = read(
    Buffer.concat([
      Buffer.from('From: a@b.example\nSubject: '),
      Buffer.of(0xd0, 0xc2, 0xce, 0xc5),
      Buffer.from('\nContent-Type: text/html; charset=gb2312\n\n<p>'),
      Buffer.of(0xd6, 0xd0, 0xb9, 0xfa),
      Buffer.from('</p><p>--</p><p>Wang Ming, tel 010-63070000</p>'),
    ]),
  );
  expect(item).toMatchObject({ headline: '新闻', body: [{ text: '中国' }] });
  expect(item?.private.at(-1)?.text).toContain('Wang Ming');
});

test('one character over two encoded words is one character', () => {
  const { item } = read(
    mail(
      'From: a@b.example',
      'To: b@c.example',
      'Subject: =?utf-8?B?4bo=?= =?utf-8?Q?=BF_ho=C3=A0?=',
      '',
      'Nothing new.',
    ),
  );
  expect(item?.headline).toBe('ế hoà');
});

test('an HTML mail is read without the headline and the dateline twice, and its embargo holds', () => {
  const { item } = read(
    mail(
      'From: "Trust" <a@b.example>',
      'To: b@c.example',
      'Subject: Trust opens gate',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<h1>Trust opens gate</h1><p>EMBARGOED UNTIL 30 November 2026 06:00 GMT</p><p>HUE (VNA) - The <b>gate</b> opened &amp; stays.</p>',
    ),
  );
  expect(item).toMatchObject({
    headline: 'Trust opens gate',
    embargo: '2026-11-30T06:00:00Z',
    dateline: 'HUE (VNA)',
    provider: { code: 'Trust' },
    body: [{ html: 'The <b>gate</b> opened &amp; stays.' }],
  });
});

test('a form that came by mail is read by its labels, whoever filled it in stays private', () => {
  const { item } = read(
    mail(
      '          ',
      'Delivered-To: desk@wire.example',
      'Message-ID: <form-1@wire.example>',
      'Subject: Formatted Editorial Story',
      'From: form@wire.example',
      'Content-Type: text/plain; charset=ISO-8859-1; format=flowed; delsp=yes',
      '',
      '{"Dateline":["AUCKLAND, Nov 29"],"Category":["INTERNATIONAL NEWS"],"Username":["ann@wire.example"], ',
      '"Headline":["River falls"],"Slugline":["FLOOD"],"Body":["The river fell.\\n\\nSchools open."]}',
    ),
  );
  expect(item).toMatchObject({
    headline: 'River falls',
    slugline: 'FLOOD',
    dateline: 'AUCKLAND, Nov 29',
    body: [{ text: 'The river fell.' }, { text: 'Schools open.' }],
  });
  expect(item?.private.map(({ text }) => text)).toContain('username: ann@wire.example');
});

test('a wire in the place of the text is handed on', () => {
  const { item, attachments } = read(
    mail('From: a@b.example', 'To: b@c.example', 'Subject: wire', '', '<?xml version="1.0"?><nitf/>'),
  );
  expect(item).toBeUndefined();
  expect(attachments).toMatchObject([{ mediaType: 'application/xml', at: 'part 1' }]);
});

test('a mail without text and file, and what is no mail, are refused', () => {
  expect(read(mail('From: a@b.example', 'To: b@c.example', '', ''))).toMatchObject({
    error: { code: 'document-without-items' },
  });
  expect(read(Buffer.from('Dear editor: here is our story.'))).toMatchObject({
    error: { code: 'document-kind-unknown' },
  });
});

test('whatever happens to a mail on its way, reading it never fails', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(WHOLE.length - 1), fc.nat(255)), { maxLength: 12 }),
      fc.nat(WHOLE.length),
      (changes, length) => {
        const bytes = Uint8Array.from(WHOLE);
        for (const [at, value] of changes) bytes[at] = value;
        parseMail(bytes.subarray(0, length), {});
      },
    ),
    { numRuns: 1500 },
  );
});
