import { expect, test } from 'vitest';
import { isAnpa1312, parseAnpa1312 } from './parse-anpa-1312.ts';

function first(text: string) {
  const read = parseAnpa1312(text, {});
  const [item] = read.ok ? read.value.items : [];
  return { ...item, texts: item?.body.map((block) => block.text) };
}

const WRITETHRU = `\u0016\u0016\u0001z6715\u001Fasian
r s\u0013\u0011 BC-FBO--Hanoi-Hue 1stLd-Writethru   11-29 0500
\u0002^BC-FBO--Hanoi-Hue Final, 1st Ld-Writethru,416<
^Hanoi beats Hue 3-1 in final<
^AP Photo XNP101, XNP102<
^Eds: Updates. With AP Photos.<
^By AN LI=
^AP Sports Writer=
\t   HANOI, Vietnam (AP) _ Hanoi beat Hue 3-1 on Saturday, \`\`the best game in years,'' its coach said.
\t   Rain delayed the game by an hour.
\t   ___
\t   Sports editor Bo Wu in Bangkok contributed.

\u0003   AP-WF-11-29-26 1509GMT<
\u0004`;

test('a message is read with its header, caret lines, dateline and story', () => {
  expect(isAnpa1312(WRITETHRU)).toBe(true);
  expect(first(WRITETHRU)).toMatchObject({
    uri: 'z6715-20261129',
    priority: 'r',
    urgency: 4,
    subjects: [{ code: 's', mediaTopic: 'medtop:15000000' }],
    slugline: 'BC-FBO--Hanoi-Hue Final',
    version: '1st Ld-Writethru',
    instruction: 'update',
    wordCount: 416,
    headline: 'Hanoi beats Hue 3-1 in final',
    byline: 'By AN LI',
    creditLine: 'AP Sports Writer',
    dateline: 'HANOI, Vietnam (AP)',
    provider: { code: 'AP' },
    dates: { versionCreated: '2026-11-29T15:09:00Z' },
    texts: [
      'Hanoi beat Hue 3-1 on Saturday, “the best game in years,” its coach said.',
      'Rain delayed the game by an hour.',
      'Sports editor Bo Wu in Bangkok contributed.',
    ],
    edNotes: [
      { text: 'AP Photo XNP101, XNP102', audience: 'partner' },
      { text: 'Eds: Updates. With AP Photos.', audience: 'partner' },
    ],
  });
});

test('a message is read without its control characters, and with carets in their place', () => {
  const bare = WRITETHRU.replace(/[\u0001-\u0004\u0010-\u001F]/g, '');
  const carets = WRITETHRU.replaceAll('\u0016', '^V')
    .replace('\u0001', '^A')
    .replace('\u001F', '^_')
    .replace('\u0013\u0011', '^S^Q')
    .replace('\u0002', '^B')
    .replace('\u0003   ', '^C')
    .replace('\u0004', '^D');

  for (const text of [bare, carets]) {
    expect(isAnpa1312(text)).toBe(true);
    expect(first(text)).toMatchObject({
      uri: 'z6715-20261129',
      headline: 'Hanoi beats Hue 3-1 in final',
      texts: first(WRITETHRU).texts,
    });
  }
});

test('an alert without a headline gets its sentence as one, and that is told', () => {
  const item = first(
    'W1645asian\nb a BC-AS--NewsAlert     11-29 0358\n^BC-AS--NewsAlert,17<\n\t   HANOI, Vietnam (AP) _ River bursts its banks.\n\n\t   AP-WF-11-29-26 2350GMT<\n',
  );
  expect(item).toMatchObject({
    headline: 'River bursts its banks.',
    signals: [{ code: 'bulletin' }],
    warnings: [{ code: 'headline-assumed' }],
    texts: ['River bursts its banks.'],
  });
});

test('lines of the head that are neither headline nor note are the story of a list', () => {
  const item = first(
    'V4644-----\nr e AP-Top-Hea     02-09 0121\n^*9006< ^AP-Top-Headlines,0176<\n^Top News at 11:23 p.m. EST<\n^River falls\n^Three rescued from roof\n\n\t   AP-WF-02-10-26 0423GMT<\n',
  );
  expect(item).toMatchObject({
    slugline: 'AP-Top-Headlines',
    headline: 'Top News at 11:23 p.m. EST',
    texts: ['River falls', 'Three rescued from roof'],
  });
});

test('tables in semicolons are kept, with the caret lines between them', () => {
  const item = first(
    'z9631-----\nr z BC-FBO--Standings     05-17 0820\n^BC-FBO--Standings< \n^Football Standings= \n^East Division= \n^;W;L;Pct;GB \nHanoi;23;13;.639;_ \nHue;24;14;.632;_ \n^West Division= \n^;W;L;Pct;GB\nDalat;21;16;.568;_\n\n\t   AP-WF-05-17-26 0620GMT<\n',
  );
  expect(item.texts).toEqual([
    'East Division',
    ';W;L;Pct;GB',
    'Hanoi;23;13;.639;_\nHue;24;14;.632;_',
    'West Division',
    ';W;L;Pct;GB\nDalat;21;16;.568;_',
  ]);
});

test('the marked lines of the Canadian Press are headline, keywords and note', () => {
  const item = first(
    "\u0016\u0016\u0001B1488\u001Fcpstf\nr b\u0013\u0011 Dollar-Markets 7thWritethru TB06 31-10 588\n\u0002^Dollar-Markets, 7th Writethru@<\ncode:2<\n^Update:ADDS details@<\n^INDEX: Economy, Business@<\n^HL:Stock markets advance as bank seeks to fire up world's\nNo. 3 economy@<\n^By An Li@<\n^THE CANADIAN PRESS@<\n\t   TORONTO _ The market ran ahead sharply Friday.\n\u000316:35ET 31-10-26<\n\u0004",
  );
  expect(item).toMatchObject({
    headline: "Stock markets advance as bank seeks to fire up world's No. 3 economy",
    version: '7th Writethru',
    keywords: ['Economy', 'Business'],
    byline: 'By An Li',
    creditLine: 'THE CANADIAN PRESS',
    dateline: 'TORONTO',
    dates: { versionCreated: '2026-10-31T16:35:00' },
    texts: ['The market ran ahead sharply Friday.'],
  });
});

test('Reuters, which writes no carets, is read by its slug and the shape of its head', () => {
  const item = first(
    '\u0016\u0016\u0001a1234\u001Freute\nu f\u0013\u0011 BC-VIETNAM-FLOOD     11-29 0300\n\u0002BC-VIETNAM-FLOOD (UPDATE 1):UPDATE 1-Three dead in Vietnam flood\n\n(Recasts, adds quote)\n    By An Li\n    HANOI, Nov 29 (Reuters) - Three people died.\n    Schools are closed.\n (Reporting by An Li; Editing by Bo Wu; +84 24 0000 0000)\n\u000311-29-26 1509GMT\n\u0004',
  );
  expect(item).toMatchObject({
    slugline: 'BC-VIETNAM-FLOOD',
    headline: 'Three dead in Vietnam flood',
    byline: 'By An Li',
    instruction: 'update',
    signals: expect.arrayContaining([{ code: 'urgent' }]),
    texts: ['Three people died.', 'Schools are closed.'],
    private: [{ kind: 'desk' }],
  });
});

test('a mandatory kill names the slug and the number that it kills', () => {
  const item = first(
    'W2871asian\nb i BC-AS--Vietnam-Flood Kill    11-29 0049\n^BC-AS--Vietnam-Flood, Mandatory Kill,40<\n^BULLETIN KILL<\n\t   Kill BC-AS--Vietnam-Flood, W2870. The minister did not say so.\n\n\t   AP-WF-11-29-26 1609GMT<\n',
  );
  expect(item).toMatchObject({
    instruction: 'kill',
    pubStatus: 'canceled',
    about: expect.arrayContaining(['W2870', 'BC-AS--Vietnam-Flood']),
  });
});

test('a document without a message is refused', () => {
  expect(isAnpa1312('Dear editor,\n\nhere is our story.')).toBe(false);
  expect(parseAnpa1312('\u0001\u0002\u0003\u0004', {})).toMatchObject({
    ok: false,
    error: { code: 'document-without-items' },
  });
});

test('a message without carets, whose agency stands between number and selector, ends with its time after dashes', () => {
  const text = [
    'a0105HARBkoko-',
    "u s BC-Soccer-Lord's-Cup   09-12 0344",
    "BC-Soccer-Lord's-Cup",
    'Soccer: Hue claim 7th cup by beating Vinh+',
    '     SAITAMA, Japan, Dec. 9 Kyodo - Hue claimed their seventh ',
    'cup on Sunday.',
    '     Rain delayed the game.',
    '==Harb',
    'HWS-21:37-09-12-26',
  ].join('\n');
  for (const written of [text, `\u0001${text.replace('\nBC-', '\n\u0002BC-')}\u0003`]) {
    expect(isAnpa1312(written)).toBe(true);
    expect(first(written)).toMatchObject({
      uri: 'a0105-20261209',
      provider: { code: 'HARB' },
      slugline: "BC-Soccer-Lord's-Cup",
      headline: 'Soccer: Hue claim 7th cup by beating Vinh',
      dateline: 'SAITAMA, Japan, Dec. 9 Kyodo',
      dates: { versionCreated: '2026-12-09T21:37:00' },
      private: [],
      texts: ['Hue claimed their seventh cup on Sunday.', 'Rain delayed the game.'],
    });
  }
});

test('a header whose controls stand at the ends of its parts is a header all the same', () => {
  const text = WRITETHRU.replace('\u001Fasian', '\u001Fasian\u0013').replace(
    's\u0013\u0011 BC-FBO--Hanoi-Hue 1',
    's\u001FBC-FBO--Hanoi-Hue\u001F 1',
  );
  expect(isAnpa1312(text)).toBe(true);
  expect(first(text)).toMatchObject({ slugline: 'BC-FBO--Hanoi-Hue Final', version: '1st Ld-Writethru' });
});

test('a kill in a note to editors names what it kills', () => {
  const item = first(
    '\u0016\u0016\u0001B1488\u001Fcpstf\nr g\u0013\u0011 Kill-Flood TB06 29-11 58\n\u0002^Kill Flood@<\n^Mandatory Kill@<\n\t   Editors: Kill the story slugged Flood, B1455, moved Nov. 29. The quote was wrong.\n\u000316:35ET 29-11-26<\n\u0004',
  );
  expect(item).toMatchObject({ instruction: 'kill', about: expect.arrayContaining(['B1455']) });
});

test.each([
  ['on a line of its own', 'ZCZC\n\u0001a0105xxyy-\nr d '],
  ['before its number', 'ZCZC a0105\nr d '],
])('a message inside the envelope of telex is read with its own header, the envelope %s', (_where, start) => {
  const text = `${start}BC-Harbour 1stLd   08-29 0590\n^BC-Harbour, 1st Ld,127<\n^Harbour opens<\n^By ANN LEE<\n\t   Ships came in.\n\n\t   XYZ-WF-08-29-26 1626GMT<\n\nNNNN\n`;
  expect(isAnpa1312(text)).toBe(true);
  expect(first(text)).toMatchObject({
    uri: 'a0105-20260829',
    slugline: 'BC-Harbour',
    headline: 'Harbour opens',
    byline: 'By ANN LEE',
    provider: { code: 'XYZ' },
    dates: { versionCreated: '2026-08-29T16:26:00Z' },
    texts: ['Ships came in.'],
    private: [],
  });
});
