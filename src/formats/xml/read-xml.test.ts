import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasSharedData, needsSharedData, sharedText } from '#tests/town/shared-data.ts';
import { decodeText } from '../text/decode-text.ts';
import { readXml } from './read-xml.ts';
import { XML_LIMITS } from './xml-limits.ts';
import { textOf } from './xml-element.ts';

function verdict(text: string): string {
  const read = readXml(text);
  return read.ok ? textOf(read.value) : `${read.error.code} ${read.error.at}`;
}

test('elements come with namespace, attributes, text in order, and the place of their tag', () => {
  const read = readXml(
    '<a xmlns="urn:x"\n xmlns:y="urn:y">t&amp;<![CDATA[<u>]]>\n  <y:b c="1" y:d="2" xml:lang="vi"/>&#x110;</a>',
  );
  expect(read).toEqual({
    ok: true,
    value: {
      name: 'a',
      ns: 'urn:x',
      attributes: new Map(),
      at: '1:1',
      children: [
        't&<u>\n  ',
        {
          name: 'b',
          ns: 'urn:y',
          attributes: new Map([
            ['c', '1'],
            ['{urn:y}d', '2'],
            ['xml:lang', 'vi'],
          ]),
          at: '3:3',
          children: [],
        },
        'Đ',
      ],
    },
  });
});

test('a DOCTYPE may name its DTD, which nobody fetches; one that declares anything is refused', () => {
  expect(verdict('<!DOCTYPE nitf><nitf>x</nitf>')).toBe('x');
  expect(verdict('<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">\n<nitf>x</nitf>')).toBe('x');
  expect(
    verdict('<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.6//EN" "https://dtd.example/nitf.dtd"><nitf/>'),
  ).toBe('');
  expect(verdict('<!DOCTYPE a [ ]><a/>')).toMatch(/^xml-doctype-forbidden 1:/);
  expect(verdict('<!DOCTYPE a SYSTEM "x" [<!ENTITY b "c">]><a>&b;</a>')).toMatch(/^xml-doctype-forbidden/);
  expect(verdict('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')).toMatch(
    /^xml-doctype-forbidden/,
  );
  expect(verdict('<a>&nbsp;</a>')).toMatch(/^xml-malformed 1:/);
});

test('NITF and NewsML 1 may name the characters of their DTDs, and nobody else may', () => {
  expect(verdict('<!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf>Z&uuml;rich &mdash; 5&nbsp;&euro;</nitf>')).toBe(
    'Zürich — 5\u00A0€',
  );
  expect(verdict('<NewsML a="&eacute;">&yuml;&hellip;&amp;</NewsML>')).toBe('ÿ…&');
  expect(verdict('<nitf>&bomb;</nitf>')).toMatch(/^xml-malformed/);
  expect(verdict('<html>&eacute;</html>')).toMatch(/^xml-malformed/);
  expect(verdict('<a><nitf>&eacute;</nitf></a>')).toMatch(/^xml-malformed/);
});

test('a DOCTYPE of NewsML 1 may name the DTD of the NITF inside, which nobody fetches, and declare nothing else', () => {
  const nitf = '<!ENTITY % nitf SYSTEM "nitf-3-0.dtd"> %nitf;';
  expect(verdict(`<!DOCTYPE NewsML PUBLIC "urn:x" "x.dtd" [\n ${nitf} ]><NewsML>x</NewsML>`)).toBe('x');
  expect(verdict(`<!DOCTYPE NewsML [${nitf}<!ENTITY a "b">]><NewsML/>`)).toMatch(/^xml-doctype-forbidden/);
  expect(verdict('<!DOCTYPE NewsML [<!ENTITY a SYSTEM "file:///x">]><NewsML/>')).toMatch(/^xml-doctype/);
  expect(verdict(`<!DOCTYPE other [${nitf}]><other/>`)).toMatch(/^xml-doctype-forbidden/);
});

test('broken XML is refused with the line and column', () => {
  expect(verdict('<a>\n<b></a>')).toBe('xml-malformed 2:7');
  expect(verdict('<a><y:b/></a>')).toMatch(/^xml-malformed/);
  expect(verdict('<a>\u0000</a>')).toMatch(/^xml-malformed/);
  expect(verdict('')).toMatch(/^xml-malformed/);
  expect(verdict('\n\n<?xml version="1.0"?>\n<a>\n<b></a>')).toBe('xml-malformed 5:7');
});

test('nesting, attributes and elements over their limits are refused before they cost anything', () => {
  expect(verdict('<a>'.repeat(100_000))).toMatch(/^xml-too-deep/);
  expect(verdict('<a>'.repeat(XML_LIMITS.depth) + '</a>'.repeat(XML_LIMITS.depth))).toBe('');
  expect(verdict(`<a ${Array.from({ length: 100_000 }, (_, index) => `x${index}=""`).join(' ')}/>`)).toMatch(
    /^xml-too-many-attributes/,
  );
  expect(verdict(`<a>${'<b/>'.repeat(XML_LIMITS.elements)}</a>`)).toMatch(/^xml-too-many-elements/);
});

describe.skipIf(!hasSharedData)(`XML attack corpus${needsSharedData}`, () => {
  const root = join(import.meta.dirname, '../../../../shared/data/security/xml-attacks');

  test('every file of the libxml2 attack set is read or refused with a place', () => {
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
      (name) => statSync(join(root, name)).isFile() && !name.endsWith('.json'),
    );
    const outcomes = files.map((name) => {
      const text = decodeText(readFileSync(join(root, name)));
      const read = text.ok ? readXml(text.value.text) : text;
      return {
        name,
        outcome: read.ok ? 'read' : read.error.code,
        isPlaced: read.ok || read.error.at !== '',
      };
    });
    expect(outcomes.length).toBeGreaterThan(30);
    expect(outcomes.filter(({ isPlaced }) => !isPlaced)).toEqual([]);
    // This one names a DTD full of bombs and uses none of them: with nothing fetched there is nothing to refuse.
    expect(
      outcomes
        .filter(({ name, outcome }) => /lol|dtd|rec_|doctype/.test(name) && outcome === 'read')
        .map(({ name }) => name),
    ).toEqual(['libxml2/recurse/lol_ip_content.xml']);
  });

  test('no XXE string is read with a DOCTYPE or an entity of its own', () => {
    const payloads: string[] = JSON.parse(sharedText('security/xml-attacks/xxe-strings.shared.json'));
    const wronglyRead = payloads.filter(
      (payload) =>
        readXml(payload).ok &&
        /<!DOCTYPE|<!ENTITY|&(?!amp;|lt;|gt;|quot;|apos;|#)\w+;/.test(
          payload.replace(/<!\[CDATA\[.*?\]\]>/gs, ''),
        ),
    );
    expect(payloads.length).toBeGreaterThan(10);
    expect(wronglyRead).toEqual([]);
  });
});
