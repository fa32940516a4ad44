import { expect, test } from 'vitest';
import { parseMail } from './parse-mail.ts';

function itemOf(subject: string) {
  const lines = [
    'From: Wire <wire@harbour.example>',
    'Message-ID: <1@harbour.example>',
    `Subject: ${subject}`,
    'MIME-Version: 1.0',
    '',
    'Harbour opens to ships',
    '',
    'PORT ANNA, Nov 29 (HN) - The harbour opened on Sunday after two weeks.',
    '',
    'Ships came in at noon, the master of the port said.',
  ];
  const read = parseMail(Buffer.from(lines.join('\r\n')), {});
  return read.ok ? read.value.items[0] : undefined;
}

test.each([
  ['ZCZC XHA123', { altIds: [{ scheme: 'telex', code: 'XHA123' }] }],
  ['ZCZC XHA123 3 POL 345', { altIds: [{ scheme: 'telex', code: 'XHA123' }] }],
  [
    'r a bc-harbour 11-29 0345',
    { priority: 'r', urgency: 4, slugline: 'bc-harbour', wordCount: 345, subjects: [{ code: 'a' }] },
  ],
  [
    'A0123 u i BC-Harbour-Opens, 1stLd-Writethru 11-29 0345',
    {
      altIds: [{ scheme: 'telex', code: 'A0123' }],
      urgency: 3,
      slugline: 'BC-Harbour-Opens',
      version: '1stLd-Writethru',
    },
  ],
  [
    'xha0123 3 pol 345',
    {
      altIds: [{ scheme: 'telex', code: 'xha0123' }],
      urgency: 3,
      wordCount: 345,
      subjects: [{ code: 'pol' }],
    },
  ],
  ['BC-EU--Harbour,345', { slugline: 'BC-EU--Harbour', wordCount: 345 }],
])('the subject “%s” is a header, and the headline stands in the text', (subject, told) => {
  expect(itemOf(subject)).toMatchObject({ ...told, headline: 'Harbour opens to ships' });
});

test.each([
  ['ZCZC XHA123 Port opens after two weeks', 'Port opens after two weeks'],
  ['Fwd: xha0123 3 pol 345 - Port opens after two weeks', 'Port opens after two weeks'],
  ['r a bc-harbour 11-29 0345: Port opens after two weeks', 'Port opens after two weeks'],
])('of the subject “%s” the rest is the headline', (subject, headline) => {
  expect(itemOf(subject)?.headline).toBe(headline);
});

test.each([
  'A320 lands at Port Anna',
  'BC wildfires close the harbour',
  'AP-Umfrage: Hafen öffnet',
  'I a m the 11-29 party',
  'Covid19 cases fall to 345',
  'Boeing737 8 max 200 delivered',
])('the subject “%s” is a headline', (subject) => {
  expect(itemOf(subject)?.headline).toBe(subject);
});
