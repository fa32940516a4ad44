import { expect, test } from 'vitest';
import { readWire } from './read-wire.ts';

const NITF = (id: string) =>
  `<nitf><head><docdata><doc-id id-string="${id}"/></docdata></head><body><body.head><hedline><hl1>Harbour ${id}</hl1></hedline></body.head><body.content><p>It opened.</p></body.content></body></nitf>`;

function read(text: string) {
  const document = readWire(Buffer.from(text), {});
  return document.ok ? document.value : document.error;
}

test.each([
  ['with a declaration each', `<?xml version="1.0"?>\n${NITF('a')}\r\n<?xml version="1.0"?>\n${NITF('b')}\n`],
  ['with a DOCTYPE each', ['a', 'b'].map((id) => `<!DOCTYPE nitf SYSTEM "nitf.dtd">${NITF(id)}`).join('')],
  ['one right after the other', NITF('a') + NITF('b')],
])('documents of XML in one file are read one by one: %s', (_how, text) => {
  expect(read(text)).toMatchObject({ format: 'nitf', items: [{ uri: 'a' }, { uri: 'b' }] });
});

test('one that is broken is told, and the others stand', () => {
  expect(read(`${NITF('a')}\n<nitf><head></nitf>\n${NITF('c')}`)).toMatchObject({
    items: [{ uri: 'a' }, { uri: 'c' }],
    dropped: [{ at: 'document 2', what: 'document' }],
  });
});

test('lines with an object of JSON each are read one by one', () => {
  const line = (id: string) =>
    JSON.stringify({ uri: `urn:x:${id}`, type: 'text', headline: `Harbour ${id}`, body_text: 'It opened.' });
  expect(read(`${line('a')}\n\n${line('b')}\n{"x":1}\n`)).toMatchObject({
    format: 'ninjs',
    items: [{ uri: 'urn:x:a' }, { uri: 'urn:x:b' }],
    dropped: [{ at: 'line 3' }],
  });
});

test('an ampersand that stands for itself breaks no wire, and what it stands in is told', () => {
  const text = NITF('a').replace('It opened.', 'A&B&nbsp;&copy; opened &c.; <![CDATA[A&B]]> &amp; &#38;');
  expect(read(text)).toMatchObject({
    items: [{ body: [{ text: 'A&B\u00A0© opened &c.; A&B & &' }] }],
    warnings: [{ code: 'xml-mended', at: '1:155' }],
  });
  expect(read(text.replace('</p>', ''))).toMatchObject({ code: 'xml-malformed' });
});
