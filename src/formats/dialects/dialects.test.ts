import { describe, expect, test } from 'vitest';
import { readWire } from '../wire/read-wire.ts';
import { pubStatusOf } from '../wire/to-item.ts';
import type { WireItem } from '../wire/wire-item.ts';
import type { Dialect } from './dialect.ts';
import { parseDialect } from './dialect-schema.ts';
import { shippedDialects } from './shipped-dialects.ts';

function read(text: string, dialects: readonly Dialect[] = []) {
  const result = readWire(Buffer.from(text), { dialects });
  if (!result.ok) throw new Error(`${result.error.code} ${result.error.at} ${result.error.detail}`);
  return result.value;
}

function g2(meta: string, content = ''): string {
  return `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:a.example:1" version="2"><itemMeta><itemClass qcode="ninat:text"/>${meta}</itemMeta><contentMeta><headline>h</headline>${content}</contentMeta></newsItem>`;
}

const HARBOUR: Dialect = {
  id: 'harbour',
  name: 'Harbour News',
  match: [{ formats: ['newsml-g2'], providers: ['hn'] }],
  timeZone: 'Asia/Ho_Chi_Minh',
  language: 'vi',
  notes: [
    { role: 'hnrole:desk*', audience: 'private' },
    { role: 'desk*', audience: 'private' },
    { begins: 'Số máy bàn', audience: 'private' },
  ],
  instructions: { 'RÚT BÀI': 'kill', 'hn-fix': 'correct' },
  desk: ['tk'],
  subjects: { hncat: { KT: 'medtop:04000000' } },
};

test('a dialect is chosen by format and provider together, and the document bears its name', () => {
  const own = read(g2('<provider literal="HN"/>'), [HARBOUR]);
  expect(own).toMatchObject({
    dialect: 'harbour',
    provider: { name: 'Harbour News' },
    timeZone: 'Asia/Ho_Chi_Minh',
  });
  expect(own.items[0]?.language).toBe('vi');
  expect(read(g2('<provider literal="other"/>'), [HARBOUR]).dialect).toBeUndefined();
  expect(read('{"uri":"urn:x:1","title":"t","source":"hn"}', [HARBOUR]).dialect).toBeUndefined();
});

test('a wire that names itself by the domain of its identities, with or without www, is recognised by it', () => {
  const dialect: Dialect = { ...HARBOUR, match: [{ uris: ['urn:newsml:harbour.example'] }] };
  for (const name of ['harbour.example', 'www.harbour.example', 'Harbour.Example'])
    expect(read(g2(`<provider literal="${name}"/>`), [dialect]).dialect).toBe('harbour');
  expect(read(g2('<provider literal="inner.harbour.example"/>'), [dialect]).dialect).toBeUndefined();
  const www = g2('').replace('urn:newsml:a.example:1', 'urn:newsml:www.harbour.example:1');
  expect(read(www, [dialect]).dialect).toBe('harbour');
});

test('a framed message is recognised by its dateline or its service, where its header names neither', () => {
  const message = (service: string, dateline: string) =>
    `bsf037 4 su 174 ${service} 1388\n\nHarbour/\nHarbour opens =\n\n${dateline}Ships came in.\n\n211005 nov 26`;
  expect(read(message('gef', 'Vinh (hn) - '), [{ ...HARBOUR, match: [{ providers: ['hn'] }] }]).dialect).toBe(
    'harbour',
  );
  expect(read(message('hn-tns', 'Vinh - '), [{ ...HARBOUR, match: [{ providers: ['hn'] }] }]).dialect).toBe(
    'harbour',
  );
  expect(read(message('gef', 'Vinh - '), [HARBOUR]).dialect).toBeUndefined();
});

test('notes become private by role or first words, and one that the document hides is never shown again', () => {
  const notes = (item: WireItem | undefined) =>
    item?.edNotes.map(({ text, audience }) => `${audience} ${text}`);
  const shown = { ...HARBOUR, notes: [{ role: 'note', audience: 'partner' as const }] };
  const text = g2(
    '<provider literal="hn"/><edNote role="hnrole:desk-night">ca đêm</edNote><edNote>Số máy bàn 102</edNote><edNote role="x:note" pubconstraint="x:nonpublic">kín</edNote><edNote>Sửa đoạn 2</edNote>',
  );
  expect(notes(read(text, [HARBOUR]).items[0])).toEqual([
    'private ca đêm',
    'private Số máy bàn 102',
    'private kín',
    'partner Sửa đoạn 2',
  ]);
  expect(notes(read(text, [shown]).items[0])).toContain('private kín');
});

test("a house's own signal, and the first words of a note, say what to do; longer words do not", () => {
  const asked = (meta: string) =>
    read(g2(`<provider literal="hn"/>${meta}`), [HARBOUR]).items[0]?.instruction;
  expect(asked('<signal literal="HN-FIX"/>')).toBe('correct');
  expect(asked('<edNote>Rút bài: tin sai</edNote>')).toBe('kill');
  expect(asked('<edNote>Rút bàiviết</edNote>')).toBeUndefined();
});

test('of several words of a house the gravest counts, wherever each of them stands', () => {
  const dialect: Dialect = {
    ...HARBOUR,
    instructions: { 'CẬP NHẬT': 'update', 'RÚT BÀI': 'kill', 'hn-fix': 'correct' },
  };
  const text = g2(
    '<provider literal="hn"/><edNote>Cập nhật: thêm số</edNote><edNote>Rút bài: tin sai</edNote>',
  );
  expect(read(text, [dialect]).items[0]?.instruction).toBe('kill');
  const signal = g2('<provider literal="hn"/><signal literal="hn-fix"/><edNote>Rút bài: tin sai</edNote>');
  expect(read(signal, [dialect]).items[0]?.instruction).toBe('kill');
});

test('no word of a house takes back a kill or a stop that the document states itself', () => {
  const dialect: Dialect = { ...HARBOUR, instructions: { 'CẬP NHẬT': 'update', 'RÚT BÀI': 'kill' } };
  const asked = (meta: string, { headline = 'h', links = '' } = {}) => {
    const note = '<edNote>Cập nhật: thêm số</edNote>';
    const text = g2(`<provider literal="hn"/><pubStatus qcode="stat:usable"/>${meta}${note}${links}`);
    const [item] = read(text.replace('>h<', `>${headline}<`), [dialect]).items;
    return item && [item.instruction, pubStatusOf(item)];
  };
  expect(asked('<signal qcode="sig:kill"/>')).toEqual(['kill', 'canceled']);
  expect(asked('<signal qcode="sig:withhold"/>')).toEqual(['withhold', 'withheld']);
  expect(asked('', { headline: 'KILL: Ferry back' })).toEqual(['kill', 'canceled']);
  const link = '<link rel="irel:kills" residref="urn:newsml:a.example:9"/>';
  expect(asked('', { links: link })).toEqual(['kill', 'usable']);
  expect(asked('')).toEqual(['update', 'usable']);
  expect(asked('<signal qcode="sig:withhold"/><edNote>Rút bài: tin sai</edNote>')).toEqual([
    'kill',
    'canceled',
  ]);
});

test('an own dialect takes the place of the shipped one with its id, and the document bears the version it was read by', () => {
  const text = g2('<provider literal="VNA"/>');
  expect(read(text).dialect).toBe('vna');
  const own: Dialect = { id: 'vna', name: 'Ours', version: 4, match: [{ providers: ['VNA'] }] };
  expect(read(text, [own])).toMatchObject({ dialect: 'vna', dialectVersion: 4, provider: { name: 'Ours' } });
  expect(read(text, [{ ...own, match: [{ providers: ['TTX'] }] }]).dialect).toBeUndefined();
});

test("a house's own subject codes are media topics by its table", () => {
  const { items } = read(
    g2('<provider literal="hn"/>', '<subject qcode="hncat:KT"/><subject qcode="hncat:XX"/>'),
    [HARBOUR],
  );
  expect(items[0]?.subjects).toEqual([
    { scheme: 'hncat', code: 'KT', mediaTopic: 'medtop:04000000' },
    { scheme: 'hncat', code: 'XX' },
  ]);
});

test('the initials of a desk are no byline', () => {
  const { items } = read(g2('<provider literal="hn"/>', '<by>TK</by>'), [HARBOUR]);
  expect(items[0]?.byline).toBeUndefined();
  expect(items[0]?.private).toMatchObject([{ kind: 'desk', text: 'TK' }]);
});

test("an agency's feed is known by the host of its pages, one that gathers several houses by none", () => {
  const feed = (...pages: readonly string[]) =>
    `<rss><channel><title>Chính trị</title>${pages.map((page) => `<item><title>t</title><link>${page}</link><pubDate>07/09/2026 10:00</pubDate></item>`).join('')}</channel></rss>`;
  const known = (...pages: readonly string[]) => {
    const { dialect, provider, timeZone } = read(feed(...pages));
    return [dialect, provider?.code, provider?.name, timeZone];
  };
  const vna = ['vna', 'Chính trị', 'Vietnam News Agency (TTXVN)', 'Asia/Ho_Chi_Minh'];
  expect(known('https://www.vietnamplus.vn/a.vnp', 'https://www.vietnamplus.vn/b.vnp')).toEqual(vna);
  expect(known('http://baotintuc.vn/a.htm')).toEqual(vna);
  const nobody = [undefined, 'Chính trị', undefined, undefined];
  expect(known('https://www.vietnamplus.vn/a.vnp', 'http://www.news.cn/b.htm')).toEqual(nobody);
  expect(known('https://vietnamplus.vn.example/a')).toEqual(nobody);
});

const LEDGER: Dialect = {
  id: 'ledger',
  name: 'The Ledger',
  match: [],
  language: 'en',
  structure: {
    root: 'ledger-export',
    items: 'stories/story',
    fields: {
      uri: '@id',
      version: 'rev',
      headline: 'title[kind=main]',
      versionCreated: 'when',
      body: 'text',
      note: 'remark[audience=all]',
      privateNote: 'remark[audience=desk]',
      keywords: '**/word',
      status: 'state',
      picture: 'photo/@src',
    },
  },
};

test('a form that nobody knows is read by the paths of a dialect, from XML and from JSON alike', () => {
  const xml = `<ledger-export><stories><story id="L-1"><rev>3</rev><title kind="short">s</title><title kind="main">Ferry back</title>
    <when>2027-03-10 06:00:00</when><text><p>It <b>runs</b>.</p><script>x</script></text><remark audience="all">sub</remark>
    <remark audience="desk">call Ann</remark><tags><word>ferry</word><word>port</word></tags><state>KILL</state></story></stories></ledger-export>`;
  const document = read(xml, [LEDGER]);
  expect(document).toMatchObject({ format: 'dialect', dialect: 'ledger' });
  expect(document.items[0]).toMatchObject({
    uri: 'L-1',
    version: '3',
    headline: 'Ferry back',
    dates: { versionCreated: '2027-03-10T06:00:00' },
    body: [{ html: 'It <b>runs</b>.' }],
    keywords: ['ferry', 'port'],
    pubStatus: 'canceled',
    edNotes: [
      { text: 'sub', audience: 'partner' },
      { text: 'call Ann', audience: 'private' },
    ],
    dropped: [{ what: 'script' }, { what: 'title s' }],
    sources: { headline: '1:82' },
  });
  const json = JSON.stringify({
    'ledger-export': 1,
    stories: {
      story: [{ '@id': 'no', id: 'L-2', rev: 4, title: [{ kind: 'main', name: 'x' }], text: '<p>One</p>' }],
    },
  });
  const fields = { uri: 'id', version: 'rev', headline: 'title[kind=main]/name', body: 'text' };
  const again = read(json, [
    { ...LEDGER, structure: { root: 'ledger-export', items: 'stories/story', fields } },
  ]);
  expect(again.items[0]).toMatchObject({
    uri: 'L-2',
    version: '4',
    headline: 'x',
    body: [{ text: 'One' }],
    sources: { headline: '/stories/story/0/title/0/name' },
  });
});

test('a picture beside a story that has no file to be had is told with its place', () => {
  const { items = '', root = '', fields = {} } = LEDGER.structure ?? {};
  const media = { items: 'pics/pic', fields: { picture: 'url', caption: 'text' } };
  const xml = `<ledger-export><stories><story id="L-1"><title kind="main">h</title><text>t</text><pics>
    <pic><url>https://a.example/1.jpg</url><text>one</text></pic><pic><url>c:\\2.jpg</url></pic><pic><text>three</text></pic></pics></story></stories></ledger-export>`;
  const [story] = read(xml, [{ ...LEDGER, structure: { root, items, fields, media } }]).items;
  expect(story?.associations).toMatchObject([{ uri: 'https://a.example/1.jpg', summary: 'one' }]);
  expect(story?.dropped).toMatchObject([
    { what: 'picture c:\\2.jpg', why: 'it is no web address' },
    { what: 'picture', why: 'it has neither a name nor a file' },
  ]);
});

describe('dialects as files', () => {
  test('every shipped dialect is one, has a name of its own, and is found by one of its providers', () => {
    expect(new Set(shippedDialects().map(({ id }) => id)).size).toBe(shippedDialects().length);
    const lost = shippedDialects().filter(({ id, match }) => {
      const provider = match.flatMap(({ providers = [] }) => providers)[0] ?? '';
      return read(g2(`<provider literal="${provider}"/>`)).dialect !== id;
    });
    expect(lost.map(({ id }) => id)).toEqual([]);
  });

  test('a file that is no dialect is refused with the place', () => {
    const verdict = (json: unknown) => {
      const result = parseDialect(json);
      return result.ok ? 'read' : result.error.at;
    };
    expect(verdict({ id: 'x', name: 'X', match: [] })).toBe('read');
    expect(verdict({ id: 'x', name: 'X', match: [], color: 1 })).toBe('');
    expect(verdict({ id: 'x', name: 'X', match: [{}] })).toBe('/match/0');
    expect(verdict({ id: 'x', name: 'X', match: [], timeZone: 'Mars/Base' })).toBe('/timeZone');
    expect(verdict({ id: 'x', name: 'X', match: [], instructions: { a: 'burn' } })).toBe('/instructions/a');
    expect(verdict(null)).toBe('');
  });
});

test.each([
  ['NTB', 'KORRIGERT: Broen åpner', 'correct'],
  ['NTB', 'OPPDATERT: Broen åpner', 'update'],
  ['TT', 'RÄTTAD: Bron öppnar', 'correct'],
  ['RITZAU', 'RETTET: Broen åbner', 'correct'],
  ['STT', 'KORJATTU: Silta avataan', 'correct'],
])('the wire of %s says by the first word of a headline what "%s" is', (provider, headline, asked) => {
  const told = g2(`<provider literal="${provider}"/>`).replace('<headline>h<', `<headline>${headline}<`);
  expect(read(told).items[0]?.instruction).toBe(asked);
});

test('what a house writes before its lines is no part of them, and a kill among it is heard', () => {
  const marked: Dialect = { ...HARBOUR, marks: ['>>>HN/'], instructions: { '>>>HN/RÚT': 'kill' } };
  const [item] = read(
    g2('<provider literal="HN"/>', '<slugline>>>>HN/ben</slugline>').replace(
      '<headline>h<',
      '<headline>>>>HN/Bến mở lại<',
    ),
    [marked],
  ).items;
  expect(item).toMatchObject({ headline: 'Bến mở lại', slugline: 'ben' });
  expect(item?.dropped).toContainEqual(expect.objectContaining({ what: '>>>HN/' }));
  const killed = g2('<provider literal="HN"/>').replace('<headline>h<', '<headline>>>>HN/RÚT bài<');
  expect(read(killed, [marked]).items[0]).toMatchObject({ headline: 'RÚT bài', instruction: 'kill' });
});

test('AAP, whose NITF names no provider, is known by its identities or its copyright', () => {
  const nitf = (id: string, holder: string) =>
    `<nitf><head><docdata><doc-id id-string="${id}"/><doc.copyright holder="${holder}"/></docdata></head><body><body.content><p>a</p></body.content></body></nitf>`;
  expect(read(nitf('AAP.115.541', 'x'), shippedDialects())).toMatchObject({
    dialect: 'aap',
    timeZone: 'Australia/Sydney',
  });
  expect(read(nitf('1', 'Australian Associated Press'), shippedDialects()).dialect).toBe('aap');
});

test('Keystone-SDA is known by the domain of its NewsML', () => {
  const newsml = `<NewsML><NewsEnvelope><DateAndTime>20261129T000000Z</DateAndTime></NewsEnvelope><NewsItem><Identification><NewsIdentifier><ProviderId>www.sda-ats.ch</ProviderId><DateId>20261129</DateId><NewsItemId>bsf153</NewsItemId><RevisionId PreviousRevision="0" Update="N">1</RevisionId><PublicIdentifier>urn:newsml:www.sda-ats.ch:20261129:bsf153:1N</PublicIdentifier></NewsIdentifier></Identification><NewsManagement><Status FormalName="Usable"/></NewsManagement><NewsComponent><NewsLines><HeadLine>h</HeadLine></NewsLines></NewsComponent></NewsItem></NewsML>`;
  expect(read(newsml, shippedDialects()).dialect).toBe('keystone-sda');
});
