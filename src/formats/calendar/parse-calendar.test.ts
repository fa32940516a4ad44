import { expect, test } from 'vitest';
import type { WireItem } from '../wire/wire-item.ts';
import { isCalendar, parseCalendar } from './parse-calendar.ts';

function readAll(lines: readonly string[]) {
  const read = parseCalendar(
    Buffer.from(['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n')),
    {},
  );
  if (!read.ok) throw new Error(`${read.error.code} ${read.error.at} ${read.error.detail}`);
  return read.value;
}

function readEvent(...lines: readonly string[]): WireItem {
  const [item] = readAll(['BEGIN:VEVENT', 'UID:e1', ...lines, 'END:VEVENT']).items;
  if (item === undefined) throw new Error('no event');
  return item;
}

function startsOf(...lines: readonly string[]): readonly string[] {
  const { event } = readEvent(...lines);
  return [event?.start ?? '', ...(event?.occurrences ?? []).map(({ start }) => start)];
}

test('an event keeps its identity, version, words, place, topics, page and files', () => {
  const item = readEvent(
    'SEQUENCE:3',
    'SUMMARY;LANGUAGE=vi:Họp báo\\, bão số 5',
    'DESCRIPTION:Mở cửa lúc 8 giờ.\\nVào cổng số 2\\; mang thẻ.',
    'LOCATION:Trung tâm Báo chí\\, Đà Nẵng',
    'GEO:16.0678;108.2208',
    'CATEGORIES:Thời tiết,medtop:17000000',
    'URL:https://a.example/bao',
    'ATTACH;FMTTYPE=application/pdf;FILENAME=thu-moi.pdf:https://a.example/thu.pdf',
    'ATTACH;FMTTYPE=text/plain;ENCODING=BASE64;VALUE=BINARY:eGluIGNow6Bv',
    'DTSTART;TZID=Asia/Ho_Chi_Minh:20261129T083000',
    'DURATION:PT1H30M',
    'DTSTAMP:20261120T010203Z',
    'LAST-MODIFIED:20261121T010203Z',
    'CREATED:20261101T010203Z',
    'STATUS:CONFIRMED',
    'PRIORITY:2',
  );
  expect(item).toMatchObject({
    kind: 'event',
    uri: 'e1',
    version: '3',
    language: 'vi',
    headline: 'Họp báo, bão số 5',
    body: [{ text: 'Mở cửa lúc 8 giờ.' }, { text: 'Vào cổng số 2; mang thẻ.' }],
    places: [
      {
        role: 'event',
        name: 'Trung tâm Báo chí, Đà Nẵng',
        code: '16.0678 108.2208',
        scheme: 'http://www.georss.org/georss',
      },
    ],
    subjects: [{ code: 'Thời tiết' }, { code: 'medtop:17000000', mediaTopic: 'medtop:17000000' }],
    links: [{ rel: 'alternate', href: 'https://a.example/bao', at: '10:1' }],
    renditions: [
      {
        role: 'attachment',
        href: 'https://a.example/thu.pdf',
        mediaType: 'application/pdf',
        fileName: 'thu-moi.pdf',
      },
      { role: 'attachment', mediaType: 'text/plain' },
    ],
    dates: { versionCreated: '2026-11-21T01:02:03Z', firstCreated: '2026-11-01T01:02:03Z' },
    priority: '2',
    event: {
      start: '2026-11-29T08:30:00+07:00',
      end: '2026-11-29T10:00:00+07:00',
      isAllDay: false,
      timeZone: 'Asia/Ho_Chi_Minh',
      status: 'CONFIRMED',
    },
    dropped: [],
    warnings: [],
    private: [],
  });
  expect(new TextDecoder().decode(item.renditions[1]?.embedded?.bytes)).toBe('xin chào');
});

test('times that name no zone are of the zone of the calendar, where it says one', () => {
  const event = ['BEGIN:VEVENT', 'UID:1', 'DTSTART:20261210T090000', 'DURATION:PT1H', 'END:VEVENT'];
  const own = readAll(['X-WR-TIMEZONE:Australia/Sydney', ...event]);
  expect(own.items[0]?.event).toMatchObject({
    start: '2026-12-10T09:00:00+11:00',
    end: '2026-12-10T10:00:00+11:00',
    timeZone: 'Australia/Sydney',
  });
  expect(own.dropped).toEqual([]);
  expect(readAll(event).items[0]?.event).toMatchObject({ start: '2026-12-10T09:00:00' });
});

test('a description that is written once more as HTML is read from there, and names of calendars are unescaped', () => {
  const html =
    'X-ALT-DESC;FMTTYPE=text/html:<!DOCTYPE HTML>\\n<HTML><BODY><P>Một\\, hai</P>\\n<P>Ba</P><script>x</script></BODY></HTML>';
  const read = readAll([
    String.raw`X-WR-CALNAME:Lịch\, tin`,
    'BEGIN:VEVENT',
    'UID:1',
    'DESCRIPTION:Một',
    html,
    'END:VEVENT',
  ]);
  expect(read.items[0]?.body.map(({ text }) => text)).toEqual(['Một, hai', 'Ba']);
  expect(read.provider?.code).toBe('Lịch, tin');
});

test('people and contacts of an event stay in the house, but for the name of an organisation', () => {
  const item = readEvent(
    'ORGANIZER;CN="Sở Du lịch, Đà Nẵng";CUTYPE=GROUP:mailto:dulich@a.example',
    'ATTENDEE;CN=Lan;PARTSTAT=ACCEPTED:mailto:lan@a.example',
    'CONTACT:Lan\\, +84 236 000 000',
    'CONFERENCE;VALUE=URI;LABEL=Zoom:https://a.example/j/1?pwd=2',
  );
  expect(item.private.map(({ kind, text }) => [kind, text])).toEqual([
    ['contact', 'Lan, +84 236 000 000'],
    ['contact', 'https://a.example/j/1?pwd=2'],
    ['person', 'Lan <lan@a.example>'],
    ['contact', 'Sở Du lịch, Đà Nẵng <dulich@a.example>'],
  ]);
  expect(item.event?.organiser).toBe('Sở Du lịch, Đà Nẵng');
  const { private: _private, sources: _sources, ...open } = item;
  expect(JSON.stringify(open)).not.toMatch(/lan@|dulich@|000 000|pwd=/);
  expect(readEvent('ORGANIZER;CN=Lan:mailto:lan@a.example').event?.organiser).toBeUndefined();
});

test('an event that is called off is a kill, and one that is not public is withheld', () => {
  expect(readEvent('STATUS:CANCELLED')).toMatchObject({ pubStatus: 'canceled', instruction: 'kill' });
  const [cancelled] = readAll(['METHOD:CANCEL', 'BEGIN:VEVENT', 'UID:e', 'END:VEVENT']).items;
  expect(cancelled).toMatchObject({ pubStatus: 'canceled', instruction: 'kill' });
  for (const access of ['PRIVATE', 'CONFIDENTIAL', 'X-DESK'])
    expect(readEvent(`CLASS:${access}`)).toMatchObject({
      pubStatus: 'withheld',
      private: [{ kind: 'not-for-publication', text: `CLASS:${access}` }],
    });
  expect(readEvent('CLASS:PUBLIC').pubStatus).toBeUndefined();
});

test('times keep their clock: UTC, a zone by any of its names, a zone that only the file defines, none, and whole days', () => {
  const start = (value: string) => readEvent(`DTSTART${value}`).event?.start;
  expect(start(':20261129T083000Z')).toBe('2026-11-29T08:30:00Z');
  expect(start(':20261129T083000')).toBe('2026-11-29T08:30:00');
  expect(start(';VALUE=DATE:20261129')).toBe('2026-11-29');
  expect(start(';TZID=Europe/Oslo:20260701T083000')).toBe('2026-07-01T08:30:00+02:00');
  expect(start(';TZID=/mozilla.org/20070129_1/Europe/Oslo:20261201T083000')).toBe(
    '2026-12-01T08:30:00+01:00',
  );
  expect(start(';TZID="SE Asia Standard Time":20261129T083000')).toBe('2026-11-29T08:30:00+07:00');
  expect(start(';TZID=China Standard Time:20261129T083000')).toBe('2026-11-29T08:30:00+08:00');
  // The night on which Oslo's clocks go back, at 3:00 to 2:00; 2:30 is there twice, and the first is meant.
  expect(start(';TZID=Europe/Oslo:20261025T023000')).toBe('2026-10-25T02:30:00+02:00');
  expect(start(';TZID=Europe/Oslo:20261025T033000')).toBe('2026-10-25T03:30:00+01:00');
  expect(start(';TZID=US/Eastern:20261129T083000')).toBe('2026-11-29T08:30:00-05:00');
  expect(start(';TZID=/x/1/America/Argentina/Salta:20261129T083000')).toBe('2026-11-29T08:30:00-03:00');
  const unknown = readEvent('DTSTART;TZID=Trạm 5:20261129T083000');
  expect([unknown.event?.start, unknown.warnings[0]?.code]).toEqual([
    '2026-11-29T08:30:00',
    'time-malformed',
  ]);
  const zone = [
    'BEGIN:VTIMEZONE',
    'TZID:Trạm',
    'BEGIN:STANDARD',
    'DTSTART:19701025T030000',
    'TZOFFSETTO:+0100',
  ];
  const summer = ['RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'END:STANDARD', 'BEGIN:DAYLIGHT'];
  const rest = ['DTSTART:19700329T020000', 'TZOFFSETTO:+0200', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU'];
  const own = (value: string) =>
    readAll([
      ...zone,
      ...summer,
      ...rest,
      'END:DAYLIGHT',
      'END:VTIMEZONE',
      'BEGIN:VEVENT',
      'UID:e',
      `DTSTART;TZID=Trạm:${value}`,
      'END:VEVENT',
    ]).items[0]?.event?.start;
  expect(own('20260328T120000')).toBe('2026-03-28T12:00:00+01:00');
  expect(own('20260330T120000')).toBe('2026-03-30T12:00:00+02:00');
  expect(own('20261026T120000')).toBe('2026-10-26T12:00:00+01:00');
});

test('a series gives the times that follow from its rule, with dates added and dates left out', () => {
  const daily = ['DTSTART;TZID=Europe/Oslo:20261023T090000', 'DTEND;TZID=Europe/Oslo:20261023T100000'];
  expect(
    readEvent(
      ...daily,
      'RRULE:FREQ=DAILY;COUNT=4',
      'EXDATE;TZID=Europe/Oslo:20261024T090000',
      'RDATE:20261101T080000Z',
    ).event,
  ).toMatchObject({
    recurrence: [
      'RRULE:FREQ=DAILY;COUNT=4',
      'RDATE:20261101T080000Z',
      'EXDATE;TZID=Europe/Oslo:20261024T090000',
    ],
    occurrences: [
      { start: '2026-10-25T09:00:00+01:00', end: '2026-10-25T10:00:00+01:00' },
      { start: '2026-10-26T09:00:00+01:00', end: '2026-10-26T10:00:00+01:00' },
      { start: '2026-11-01T09:00:00+01:00', end: '2026-11-01T10:00:00+01:00' },
    ],
  });
});

// The examples of RFC 5545 §3.8.5.3, by their own start.
const RULES: readonly (readonly [string, string])[] = [
  ['FREQ=DAILY;INTERVAL=10;COUNT=3', '0902 0912 0922'],
  ['FREQ=WEEKLY;COUNT=4;WKST=SU;BYDAY=TU,TH', '0902 0904 0909 0911'],
  [
    'FREQ=WEEKLY;INTERVAL=2;UNTIL=19970930T000000Z;WKST=SU;BYDAY=MO,WE,FR',
    '0902 0903 0905 0915 0917 0919 0929',
  ],
  ['FREQ=MONTHLY;COUNT=3;BYDAY=1FR', '0902 0905 1003 1107'],
  ['FREQ=MONTHLY;COUNT=3;BYDAY=-2MO', '0902 0922 1020 1117'],
  ['FREQ=MONTHLY;COUNT=4;BYMONTHDAY=2,15', '0902 0915 1002 1015'],
  ['FREQ=MONTHLY;COUNT=3;BYMONTHDAY=-1', '0902 0930 1031 1130'],
  ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=1', '0902 0213'],
  ['FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3', '0902 0904 1007 1106'],
  ['FREQ=MONTHLY;COUNT=2;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2', '0902 0929 1030'],
  ['FREQ=YEARLY;COUNT=3;BYMONTH=11;BYDAY=1TH', '0902 1106 1105 1104'],
  ['FREQ=YEARLY;COUNT=2;BYYEARDAY=1,100', '0902 0101 0410'],
  ['FREQ=YEARLY;COUNT=2;BYWEEKNO=20;BYDAY=MO', '0902 0511 0517'],
  ['FREQ=YEARLY;COUNT=2;BYDAY=20MO', '0902 0518 0517'],
];

test.each(RULES)('the rule %s gives the days that RFC 5545 names', (rule, days) => {
  const starts = startsOf('DTSTART;TZID=America/New_York:19970902T090000', `RRULE:${rule}`);
  expect(starts.map((start) => start.slice(5, 10).replace('-', '')).join(' ')).toBe(days);
});

test('dates that are added may be periods or days, and the same moment in another zone is the same', () => {
  const starts = (...lines: readonly string[]) =>
    startsOf('DTSTART;TZID=Europe/Oslo:20261101T090000', ...lines);
  expect(starts('RDATE;VALUE=PERIOD:20261102T080000Z/PT2H,20261103T080000Z/20261103T100000Z')).toEqual([
    '2026-11-01T09:00:00+01:00',
    '2026-11-02T09:00:00+01:00',
    '2026-11-03T09:00:00+01:00',
  ]);
  expect(
    starts('RDATE;VALUE=DATE:20261105', 'EXDATE;TZID=Asia/Tokyo:20261102T170000', 'RRULE:FREQ=DAILY;COUNT=2'),
  ).toEqual(['2026-11-01T09:00:00+01:00', '2026-11-05T09:00:00+01:00']);
});

test('rules of hours follow the clock, and a rule that never ends is followed for a year and 500 times', () => {
  expect(startsOf('DTSTART:19970902T090000Z', 'RRULE:FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z')).toEqual(
    ['1997-09-02T09:00:00Z', '1997-09-02T12:00:00Z', '1997-09-02T15:00:00Z'],
  );
  expect(startsOf('DTSTART:20260101T000000Z', 'RRULE:FREQ=DAILY')).toHaveLength(367);
  const secondly = readEvent('DTSTART:20260101T000000Z', 'RRULE:FREQ=SECONDLY');
  expect(secondly.event?.occurrences).toHaveLength(500);
  expect(secondly.dropped.map(({ what }) => what)).toContain('RRULE FREQ=SECONDLY');
});

test('rules that never fit, and thousands of events with them, end with the work that a document may make', () => {
  const never = [
    'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31',
    'FREQ=MONTHLY;BYDAY=6MO',
    'FREQ=DAILY;BYHOUR=1;BYSETPOS=300',
    'FREQ=SECONDLY;INTERVAL=0',
  ];
  for (const rule of never)
    expect(startsOf('DTSTART:20260101T000000Z', `RRULE:${rule};UNTIL=99990101`).length).toBeLessThanOrEqual(
      501,
    );
  const events = Array.from({ length: 3000 }, (_, index) => [
    'BEGIN:VEVENT',
    `UID:${index}`,
    'DTSTART;TZID=Europe/Oslo:20260101T000000',
    'RRULE:FREQ=SECONDLY;UNTIL=99990101',
    'END:VEVENT',
  ]).flat();
  const { items } = readAll(events);
  const written = items.reduce((sum, { event }) => sum + (event?.occurrences?.length ?? 0), 0);
  expect([items.length, written < 60_000, written > 10_000]).toEqual([3000, true, true]);
});

test('a time of a series that was changed is an item of its own, and no longer one of the series', () => {
  const { items } = readAll([
    'BEGIN:VEVENT',
    'UID:s',
    'DTSTART:20261101T090000Z',
    'RRULE:FREQ=DAILY;COUNT=3',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'UID:s',
    'RECURRENCE-ID:20261102T090000Z',
    'DTSTART:20261102T110000Z',
    'SEQUENCE:2',
    'END:VEVENT',
  ]);
  expect(
    items.map(({ uri, version, event }) => [
      uri,
      version,
      event?.start,
      event?.occurrences?.map(({ start }) => start),
    ]),
  ).toEqual([
    ['s', undefined, '2026-11-01T09:00:00Z', ['2026-11-03T09:00:00Z']],
    ['s#20261102T090000Z', '2', '2026-11-02T11:00:00Z', undefined],
  ]);
  expect(items[1]?.links).toEqual([{ rel: 'partOf', uri: 's', at: '9:1' }]);
});

test('tasks, journals and reminders are told as dropped, and several calendars in one file are all read', () => {
  const read = readAll([
    'X-WR-CALNAME:Lịch tòa soạn',
    'BEGIN:VTODO',
    'SUMMARY:Gọi điện',
    'END:VTODO',
    'BEGIN:VJOURNAL',
    'END:VJOURNAL',
    'BEGIN:VEVENT',
    'UID:1',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'UID:2',
    'END:VEVENT',
  ]);
  expect(read.items.map(({ uri }) => uri)).toEqual(['1', '2']);
  expect(read.provider).toEqual({ code: 'Lịch tòa soạn' });
  expect(read.dropped.map(({ what }) => what)).toEqual(['VTODO Gọi điện', 'VJOURNAL']);
  expect(read.items[0]?.dropped.map(({ what }) => what)).toEqual(['VALARM']);
});

test('a fold may stand in the middle of a character, and lines that are no property are told', () => {
  const bytes = Buffer.from(
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:岘港新闻\r\nnot a line\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
  );
  const within = bytes.indexOf(Buffer.from('港')) + 1;
  const folded = Buffer.concat([bytes.subarray(0, within), Buffer.from('\r\n '), bytes.subarray(within)]);
  const read = parseCalendar(folded, {});
  expect(read.ok && [read.value.items[0]?.headline, read.value.dropped]).toEqual([
    '岘港新闻',
    [{ at: '6:1', what: 'not a line', why: 'it is no property of a component' }],
  ]);
});

test('a file that is no calendar is refused, and a calendar is told by its first line', () => {
  expect(parseCalendar(Buffer.from('BEGIN:VCARD\r\nEND:VCARD'), {})).toMatchObject({
    error: { code: 'calendar-invalid' },
  });
  expect(isCalendar(Buffer.from('\uFEFFbegin:vcalendar\r\n'))).toBe(true);
  expect(isCalendar(Buffer.from('BEGIN:VCARD\r\n'))).toBe(false);
});
