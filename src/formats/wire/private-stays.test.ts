import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ItemVersion } from '#domain/item/item.ts';
import { instantOf } from '#kernel/instant.ts';
import { convertTo, CONVERT_TARGETS } from '../convert-to.ts';
import { readDocument } from '../convert.ts';
import { indexFields } from '../lexemes/index-fields.ts';
import { OUTGOING_FORMATS, printOutgoing } from '../print-outgoing.ts';

const NEEDS = { provider: 'did:web:a.example', receivedAt: instantOf(0) };

const EXTRAS = { at: NEEDS.receivedAt, pictures: [], dropped: [] };

/** Everything that any writer of ours makes of an item, and all that a search would find it by. */
function everyOutput(item: ItemVersion): readonly string[] {
  const { privateRestrictions: _bindsHereOnly, ...kept } = item;
  return [
    ...CONVERT_TARGETS.map((target) => JSON.stringify(convertTo(item, target).printed)),
    ...OUTGOING_FORMATS.map((format) =>
      Buffer.from(printOutgoing({ item }, format, EXTRAS).content).toString(),
    ),
    JSON.stringify(indexFields(item)),
    JSON.stringify(kept),
  ].map((text) => text.toUpperCase());
}

/** A word that no story has by chance. */
const secret = fc.stringMatching(/^[A-Z]{12}$/);

/** A document of each format with a secret in every place that is nobody else's business. */
const DOCUMENTS: Readonly<Record<string, (word: string) => string>> = {
  'newsml-g2': (
    word,
  ) => `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1" xml:lang="en">
    <itemMeta><itemClass qcode="ninat:text"/><provider literal="a"/><versionCreated>2026-11-29T00:00:00Z</versionCreated>
    <edNote role="x:contacts">${word}</edNote><edNote pubconstraint="x:nonpublic">${word} NO ARCHIVE</edNote>
    <edNote role="x:pad"><section class="np-nonpublic">${word}</section></edNote></itemMeta>
    <contentMeta><headline>h</headline><creator><name>${word}</name><personDetails><contactInfo><email>${word}</email></contactInfo></personDetails></creator>
    <contributor><name>${word}</name></contributor></contentMeta>
    <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Text.</p><section class="np-nonpublic"><p>${word}</p></section></body></html></inlineXML></contentSet></newsItem>`,
  ninjs: (word) =>
    JSON.stringify({
      uri: 'urn:x:1',
      type: 'text',
      headline: 'h',
      body_html: '<p>Text.</p>',
      internal_note: word,
      ednotes: [{ role: 'desk', value: word }],
      authors: [{ name: 'Ann Bee', email: word, phone: word, biography: word }],
      people: [{ name: 'Somebody', contactinfo: [{ type: 'phone', value: word }] }],
      organisations: [{ name: 'Some Body', contactinfo: [{ type: 'phone', value: word }] }],
    }),
  nitf: (word) =>
    `<nitf><head><docdata><doc-id id-string="x1"/><ed-msg msg-type="internal" info="${word}"/></docdata></head><body><body.head><hedline><hl1>h</hl1></hedline><note noteclass="internal"><body.content><p>${word}</p></body.content></note></body.head><body.content><p>Text.</p></body.content></body></nitf>`,
};

test.each(Object.entries(DOCUMENTS))(
  'nothing that %s sets apart as private is in any output or in the search index (I26)',
  (_format, document) => {
    fc.assert(
      fc.property(secret, (word) => {
        const read = readDocument(Buffer.from(document(word)), NEEDS);
        if (!read.ok) throw new Error(read.error.detail);
        expect(read.value.items).toHaveLength(1);
        for (const item of read.value.items) expect(everyOutput(item).join('\n')).not.toContain(word);
      }),
      { numRuns: 20 },
    );
  },
);

test('canary: a secret in a public place is in every kind of output', () => {
  const read = readDocument(Buffer.from(JSON.stringify({ uri: 'urn:x:1', headline: 'SECRETSECRET' })), NEEDS);
  const [item] = read.ok ? read.value.items : [];
  if (!item) throw new Error('it is a story');
  for (const output of everyOutput(item)) expect(output).toContain('SECRETSECRET');
});
