import { expect, test } from 'vitest';
import { isIptc7901, parseIptc7901 } from './parse-iptc-7901.ts';

function items(text: string) {
  const read = parseIptc7901(text, {});
  return read.ok ? read.value.items : [];
}

function first(text: string) {
  const [item] = items(text);
  return { ...item, texts: item?.body.map((block) => block.text) };
}

const GERMAN = `\u0001bdt0017 3 vm 231  dpa 0029

Wetter/Hochwasser/Deutschland/
\u0002(Berichtigung: In einer früheren Fassung hieß es,
das Wehr sei geschlossen. Richtig ist: Es war offen.)
(Zusammenfassung)
Drei Tote nach Hochwasser an der Werra - Pegel fallen langsam wieder
unter die höchste Warnstufe
Von Anna Berg, dpa
(Foto aktuell) =

Meiningen (dpa) - Drei Menschen sind beim Hochwasser an der Werra
gestorben. Das teilte der Landkreis am Sonntag mit.

Pegel fallen

«Das Schlimmste ist vorbei», sagte der Landrat.

# Notizblock

## Berichtigung
- der Meldung mit der Kennung
  urn:newsml:dpa.com:20090101:261129-930-1 vom 29.11.

## Internet
- [Pegelstände](https://pegel.example/werra)

* * * *
Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt

## Ansprechpartner
- Landratsamt, Bernd Wolf, +49 3693 000000

dpa abe yy n1 mda

\u0003291205 Nov 26
\u007F
\u007F\u0004`;

test('a message is read with its header, head, dateline, story and time', () => {
  expect(first(GERMAN)).toMatchObject({
    uri: 'bdt0017-20261129',
    urgency: 3,
    wordCount: 231,
    provider: { code: 'dpa' },
    slugline: 'Wetter/Hochwasser/Deutschland',
    keywords: ['Wetter', 'Hochwasser', 'Deutschland'],
    headline:
      'Drei Tote nach Hochwasser an der Werra - Pegel fallen langsam wieder unter die höchste Warnstufe',
    byline: 'Von Anna Berg, dpa',
    dateline: 'Meiningen (dpa)',
    dates: { versionCreated: '2026-11-29T12:05:00' },
    texts: [
      'Drei Menschen sind beim Hochwasser an der Werra gestorben. Das teilte der Landkreis am Sonntag mit.',
      'Pegel fallen',
      '«Das Schlimmste ist vorbei», sagte der Landrat.',
    ],
  });
});

test('a correction says so, and which story it is about', () => {
  expect(first(GERMAN)).toMatchObject({
    instruction: 'correct',
    about: ['urn:newsml:dpa.com:20090101:261129-930-1'],
    signals: expect.arrayContaining([{ code: 'correction' }]),
    links: [{ rel: 'seealso', href: 'https://pegel.example/werra', title: 'Pegelstände' }],
  });
});

test('what is not for publication is private, and stands neither in the story nor in a note for partners', () => {
  const item = first(GERMAN);

  expect(item.private?.map(({ kind }) => kind)).toEqual(['not-for-publication']);
  expect(JSON.stringify(item.private)).toContain('+49 3693 000000');
  expect(JSON.stringify([item.body, item.edNotes, item.headline, item.dropped])).not.toMatch(/3693|Wolf|mda/);
});

test('a message is read without its control characters, and with carets in their place', () => {
  const bare = GERMAN.replace(/[\u0001-\u0004\u007F]/g, '');
  const carets = GERMAN.replace(/\u007F\n/g, '')
    .replace('\u0001', '^A')
    .replace('\u0002', '^B')
    .replace('\u0003', '^C')
    .replace('\u0004', '^D')
    .replaceAll('\u007F', '');

  for (const text of [bare, carets, `\0\0\u0016\u0016${GERMAN}`, GERMAN.replaceAll('\n', '\r\n')]) {
    expect(isIptc7901(text)).toBe(true);
    const { headline, texts, uri, dates, private: apart } = first(text);
    const whole = first(GERMAN);
    expect({ headline, texts, uri, dates, apart: apart?.length }).toEqual({
      headline: whole.headline,
      texts: whole.texts,
      uri: whole.uri,
      dates: whole.dates,
      apart: 1,
    });
  }
});

test('several messages in one file are several items, and a kill among them names what it kills', () => {
  const two = `\u0001xyz0456 1 i 40 XYZ/AB12

Vietnam-floods
\u0002MANDATORY KILL
Vietnam-floods

HANOI, Nov 29, 2026 (XYZ) - Please kill the story slugged "Vietnam-floods", transmitted as xyz0412.

abc/de/fg
\u0003291030Z NOV 26
\u0004\u0001xyz0457 3 i 60

Vietnam-floods
\u0002EMBARGOED UNTIL 30 November 2026 0001 GMT
River falls in Vietnam =

HANOI, Nov 29 (XYZ) - The river fell.
\u0003291130 GMT NOV 26
\u0004`;
  const [kill, story] = items(two);

  expect(kill).toMatchObject({
    uri: 'xyz0456-20261129',
    instruction: 'kill',
    pubStatus: 'canceled',
    about: ['Vietnam-floods', 'xyz0412'],
    private: [{ kind: 'desk', text: 'abc/de/fg' }],
    dates: { versionCreated: '2026-11-29T10:30:00Z' },
  });
  expect(kill?.dropped).toMatchObject([{ what: 'XYZ/AB12' }]);
  expect(story).toMatchObject({ headline: 'River falls in Vietnam', embargo: '2026-11-30T00:01:00Z' });
  expect(story?.instruction).toBeUndefined();
});

test.each([
  [
    'Vietnamese',
    'ZCZC TTX0457\n\nHỦY TIN\n\nĐề nghị các báo không sử dụng tin số TTX0412.\n\nNNNN\n',
    'TTX0412',
  ],
  [
    'Chinese',
    'ZCZC XHA0124\n\n撤稿\n\n新华社北京11月29日电 请勿采用今日播发的XHA0123号稿件。\n\nNNNN\n',
    'XHA0123',
  ],
  [
    'French',
    '\u0001AFP0457 1 I 0040\n\nVietnam\n\u0002ANNULATION - Trois morts =\n\nAnnuler la dépêche AFP0412.\n\u0003',
    'AFP0412',
  ],
  [
    'German',
    '\u0001bdt0457 1 pl 40\n\nWetter/\n\u0002(Achtung) Bitte löschen\nDrei Tote =\n\nDie Meldung bdt0412 fällt weg.\n\u0003',
    'bdt0412',
  ],
  [
    'Spanish',
    '\u0001efe0457 1 i 40\n\nVietnam\n\u0002*** ELIMINAR - ELIMINAR ***\nATENCION REDACCIONES =\n\nEliminen la noticia efe0412.\n\u0003',
    'efe0412',
  ],
  [
    'English, after a lead',
    '\u0001xyz0457 1 i 40\n\nVietnam\n\u00021ST LEAD\nURGENT\nMANDATORY KILL =\n\nKill xyz0412.\n\u0003',
    'xyz0412',
  ],
])('a kill is one in %s', (_language, text, about) => {
  expect(first(text)).toMatchObject({ instruction: 'kill', pubStatus: 'canceled', about: [about] });
});

test('a story that is withheld or sent again says so', () => {
  expect(
    first('\u0001xyz0458 2 i 40\n\nFloods/\n\u0002MANDATORY WITHHOLD\nRiver falls =\n\nIt fell.\n\u0003'),
  ).toMatchObject({
    instruction: 'withhold',
    pubStatus: 'withheld',
    headline: 'River falls',
  });
  expect(
    first('\u0001xyz0459 3 i 40\n\nFloods/\n\u0002(REPEAT) River falls =\n\nIt fell.\n\u0003'),
  ).toMatchObject({
    instruction: 'repeat',
    headline: 'River falls',
  });
});

test('a note to editors is for partners, unless it has a number to call', () => {
  const item = first(
    '\u0001xyz0460 3 i 40\n\nFloods/\n\u0002River falls =\n\nIt fell.\n\nEditors: A picture will follow at noon.\n\n(Eds: ADDS quote)\n\nEditors: Ann Berg, tel +49 30 0000 0000\n\u0003',
  );
  expect(item.edNotes?.map(({ text }) => text)).toEqual([
    'Editors: A picture will follow at noon.',
    'Eds: ADDS quote',
  ]);
  expect(item.private).toMatchObject([{ kind: 'contact', text: 'Editors: Ann Berg, tel +49 30 0000 0000' }]);
  expect(item.texts).toEqual(['It fell.']);
});

test('an embargo without a day is told as one without an end', () => {
  const item = first(`\u0001xyz0001 3 i 60

Budget/
\u0002Sperrfrist Dienstag 18 Uhr
Haushalt steigt =

Berlin (xyz) - Der Haushalt steigt.
\u0003291130 GMT NOV 26
`);
  expect(item).toMatchObject({
    isEmbargoed: true,
    headline: 'Haushalt steigt',
    edNotes: [{ role: 'embargo', audience: 'partner', text: 'Sperrfrist Dienstag 18 Uhr' }],
  });
  expect(item.embargo).toBeUndefined();
});

test('a day and an hour without a month date nothing, and are told as left out', () => {
  const item = first(`\u0001xyz0001 3 i 60\n\nFlood/\n\u0002Flood =\n\nRain fell.\n\u0003291130Z\n\u0004`);

  expect(item.dates).toEqual({});
  expect(item.uri).toBe('xyz0001');
  expect(item.dropped).toMatchObject([{ what: '291130Z' }]);
});

test('a table is kept as it stands', () => {
  const item = first(`\u0001spe0001 3 sp 60

Liga/
\u0002Ergebnisse =

| FC Nord   | - | FC Süd  | 2:1 |
| SV West   | - | SV Ost  | 0:0 |

Nächste Spiele am Freitag
\u0003291130 GMT NOV 26
`);
  expect(item.body?.map(({ kind }) => kind)).toEqual(['preformatted', 'paragraph']);
  expect(item.texts?.[0]).toBe('| FC Nord   | - | FC Süd  | 2:1 |\n| SV West   | - | SV Ost  | 0:0 |');
});

test('a telex between ZCZC and NNNN is read in English, Vietnamese and Chinese', () => {
  const english = `ZCZC VNA045

URGENT

FLOOD-VIETNAM
Three dead as river bursts its banks in central Vietnam

HANOI, Nov 29 (VNA) - Three people died when the Han River burst its
banks on Saturday night, the provincial committee said.

Some 3,000 households were moved to schools.

(END)

Editors: Nguyen Van A, tel +84 24 0000 0000
DESK NOTE: hold the second take until the minister speaks.
NNNN
`;
  expect(first(english)).toMatchObject({
    uri: 'VNA045',
    priority: 'URGENT',
    slugline: 'FLOOD-VIETNAM',
    headline: 'Three dead as river bursts its banks in central Vietnam',
    provider: { code: 'VNA' },
    texts: [
      'Three people died when the Han River burst its banks on Saturday night, the provincial committee said.',
      'Some 3,000 households were moved to schools.',
    ],
    private: [
      { kind: 'contact', text: 'Editors: Nguyen Van A, tel +84 24 0000 0000' },
      { kind: 'desk', text: 'DESK NOTE: hold the second take until the minister speaks.' },
    ],
  });
  const vietnamese = first(
    'ZCZC TTX012\n\nTIN KHẨN\n\nBa người chết do lũ\n\nHà Nội (TTXVN 29/11) - Ba người chết đêm\nthứ Bảy./.\n\nNNNN\n',
  );
  expect(vietnamese).toMatchObject({
    priority: 'URGENT',
    headline: 'Ba người chết do lũ',
    dateline: 'Hà Nội (TTXVN 29/11)',
    texts: ['Ba người chết đêm thứ Bảy.'],
  });
  const chinese = first(
    'ZCZC XHA0123\n快讯\n\n广州水位回落\n\n新华社广州11月29日电（记者 王明）珠江水位今晨\n开始回落。（完）\n\n编辑：李华 电话：010-63070000\nNNNN\n',
  );
  expect(chinese).toMatchObject({
    priority: 'FLASH',
    headline: '广州水位回落',
    places: [{ name: '广州', role: 'dateline' }],
    texts: ['珠江水位今晨开始回落。'],
    private: [{ kind: 'desk' }],
  });
});

test('the tagged lines of a telex are its category, slug, take and headline', () => {
  const item = first(
    '   ZCZC AAP\n$F\n:Insolvency\n=Quarter\n^Insolvencies rise\n*X\nMore people were insolvent.\n\nNNNN\n',
  );

  expect(item).toMatchObject({
    slugline: 'Insolvency',
    keywords: ['Quarter'],
    headline: 'Insolvencies rise',
    subjects: [{ code: 'f', mediaTopic: 'medtop:04000000' }],
    texts: ['More people were insolvent.'],
  });
});

test('the telexes of ANSA and of racing services are read, and what steers them is told', () => {
  const ansa = first(
    'ZCZC5012/SXB\nXSP43652\nR SPO S43 QBXB\n   Calcio: Hanoi batte Hue 2-1\n   (ANSA) - ROMA, 29 NOV - Hanoi ha battuto Hue per 2-1.\n\n     ABC\n29-NOV-26 10:30 NNNN\n',
  );
  expect(ansa).toMatchObject({
    uri: '5012',
    headline: 'Calcio: Hanoi batte Hue 2-1',
    dateline: '(ANSA) - ROMA, 29 NOV',
    texts: ['Hanoi ha battuto Hue per 2-1.'],
    private: [{ kind: 'desk', text: 'ABC' }],
    dates: { versionCreated: '2026-11-29T10:30:00' },
  });
  expect(ansa.dropped?.map(({ what }) => what)).toEqual(['/SXB', 'XSP43652', 'R SPO S43 QBXB']);

  const racing = first(
    'ZCZC FMG000\nYY TDR\nRACING : Hue FIELDS Thursday\nWeather: Fine\nTrack: Soft\n\nNNNN\n',
  );
  expect(racing).toMatchObject({ uri: '', headline: 'RACING : Hue FIELDS Thursday' });
});

test('the subtitle of an Austrian message is a headline beside the first, its sign-off is private', () => {
  const item = first(
    '\u0001APA0123 5 II 0110 AI\n\nWetter/Tirol\n\u0002Drei Tote in Tirol\nUtl.: Pegel sinken =\n\nInnsbruck (APA) - Drei Menschen sind gestorben.\n\n(Schluss) ab/cd\n\u0003291205 Nov 26\n',
  );
  expect(item).toMatchObject({
    headline: 'Drei Tote in Tirol',
    headlines: [{ role: 'subtitle', text: 'Pegel sinken' }],
    texts: ['Drei Menschen sind gestorben.'],
    private: [{ kind: 'desk', text: '(Schluss) ab/cd' }],
  });
});

test('words of the head are signs only where they stand as such: "Lead" in a headline is a metal', () => {
  const item = first(
    '\u0001xyz0001 3 i 9\n\nHealth/\n\u0002Lead found in water of three schools =\n\nRain fell.\n\u0003',
  );
  expect(item.headline).toBe('Lead found in water of three schools');
  expect(item.signals).toEqual([]);

  const lead = first(
    '\u0001xyz0001 3 i 9\n\nHealth/\n\u0002REFILE\n1ST LEAD\nLead found in water (RECASTS) =\n\nRain fell.\n\u0003',
  );
  expect(lead).toMatchObject({ headline: 'Lead found in water', instruction: 'update' });
  expect(lead.signals).toEqual([{ code: 'repeat' }, { code: 'update' }]);
});

test('a document without a message is refused', () => {
  expect(isIptc7901('Dear editor,\n\nhere is our story.')).toBe(false);
  expect(parseIptc7901('\u0001\u0002\u0003\u0004', {})).toMatchObject({
    ok: false,
    error: { code: 'document-without-items' },
  });
});
