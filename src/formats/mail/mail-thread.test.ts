import { expect, test } from 'vitest';
import { readWire } from '../wire/read-wire.ts';

function read(subject: string, body: string, type = 'text/plain') {
  const mail = `From: Lan <lan@wire.example>\nMessage-ID: <1@wire.example>\nDate: Sun, 29 Nov 2026 10:00:00 +0700\nSubject: ${subject}\nContent-Type: ${type}; charset=utf-8\n\n${body}\n`;
  const result = readWire(new TextEncoder().encode(mail), {});
  const [item] = result.ok ? result.value.items : [];
  return {
    item,
    story: item?.body.map(({ text }) => text),
    // The first is who sent it.
    apart: item?.private.slice(1).map(({ text }) => text),
  };
}

const INNER =
  'From: Wei <wei@other.example>\nSent: Sunday, 29 November 2026\nTo: Lan <lan@wire.example>\nSubject: x';

test('of a mail that was sent on, the story is the inner mail, and what its sender wrote above stays in the house', () => {
  const mark = '---------- Forwarded message ---------';
  const { story, apart } = read(
    'Fwd: x',
    `Xem giúp nhé.\n\n${mark}\n${INNER}\n\nVINH (HN) - Lũ rút.\n\nHai.`,
  );
  expect(story).toEqual(['Lũ rút.', 'Hai.']);
  expect(apart).toEqual(['Xem giúp nhé.', `${mark}\n${INNER}`]);
  expect(read('FW: x', `Xem giúp nhé.\n\n${INNER}\n\nVINH (HN) - Lũ rút.`).story).toEqual(['Lũ rút.']);
  expect(read('x', `Xem.\n\n${INNER}\n\nVINH (HN) - Lũ rút, nước sông xuống chậm.`).story).toEqual([
    'Lũ rút, nước sông xuống chậm.',
  ]);
  expect(read('转发: x', `请看。\n\n发件人：李<li@other.example>\n主题：x\n\n水退了。`).story).toEqual([
    '水退了。',
  ]);
});

test('of an answer the story stands above, and the mail that it answers stays in the house', () => {
  const { story, apart } = read(
    'Re: x',
    `VINH (HN) - Lũ rút.\n\n${INNER}\n\nGọi tôi số 0123 456 789, việc này rất gấp.`,
  );
  expect(story).toEqual(['Lũ rút.']);
  expect(apart?.join('\n')).toContain('0123 456 789');
  const quoted = 'On Sun, 29 Nov 2026 at 09:00, Wei <wei@other.example>\nwrote:\n\n> Gọi tôi nhé.';
  expect(read('Re: x', `VINH (HN) - Lũ rút.\n\n${quoted}`).story).toEqual(['Lũ rút.']);
  expect(read('x', 'Một.\n\n> Số tôi là 0123.\n\nHai.').story).toEqual(['Một.', 'Hai.']);
  expect(read('x', '> Một.\n>\n> Hai.').story).toEqual(['Một.', 'Hai.']);
  expect(read('x', 'Một.\n\nOn Sunday he wrote:\n\nHai.').story).toEqual([
    'Một.',
    'On Sunday he wrote:',
    'Hai.',
  ]);
});

test('the same holds for HTML, and a letter ends where its closing words stand', () => {
  const header = INNER.replaceAll('<', '&lt;').replace(/^\w+:/gm, '<b>$&</b>').replaceAll('\n', '<br>');
  const { story, apart } = read(
    'FW: x',
    `<p>Xem.</p><div>${header}</div><p>Lũ rút.</p><p>Trân trọng,</p><p>Lan<br>0123 456 789</p>`,
    'text/html',
  );
  expect(story).toEqual(['Lũ rút.']);
  expect(apart).toEqual(['Xem.', INNER, 'Trân trọng,\nLan\n0123 456 789']);
  expect(read('x', '<p>Lũ rút.</p><div>--<br>Lan</div>', 'text/html').story).toEqual(['Lũ rút.']);
  expect(read('x', 'Lũ rút.\n\nBest regards,\nLan\n-- \nHN, 0123').story).toEqual(['Lũ rút.']);
});

test('an embargo or a kill that is laid in the note above holds', () => {
  const { item } = read(
    'Fwd: x',
    `EMBARGO until 30 November 2026 08:00 GMT\n\n${INNER}\n\nVINH (HN) - Lũ rút.`,
  );
  expect([item?.embargo, item?.body.length]).toEqual(['2026-11-30T08:00:00Z', 1]);
  expect(read('Fwd: x', `KILL\n\n${INNER}\n\nVINH (HN) - Lũ rút.`).item?.instruction).toBe('kill');
});

test('what only mailers can open is told by its name', () => {
  const part = '--b\nContent-Type: application/octet-stream; name="winmail.dat"\n\nx\n--b--';
  const { item } = read('x', `--b\n\nLũ rút.\n${part}`, 'multipart/mixed; boundary=b');
  expect(item?.renditions).toEqual([]);
  expect(item?.dropped).toMatchObject([{ what: 'winmail.dat' }]);
});

test('a message with carets that a mail carries keeps its head, and the signature below it stays in the house', () => {
  const { item, story } = read(
    'Wire',
    '^BC-Vinh-Flood,1st Ld-Writethru,12<\n^Eds: UPDATES with depth.<\n^Flood falls<\n^By LAN=\nVINH, Vietnam (HN) _ The river fell.\n\n-- \nLan, 0123 456 789',
  );
  expect(item).toMatchObject({
    slugline: 'BC-Vinh-Flood',
    version: '1st Ld-Writethru',
    headline: 'Flood falls',
    instruction: 'update',
    dates: { versionCreated: '2026-11-29T10:00:00+07:00' },
    provider: { code: 'HN' },
  });
  expect(story).toEqual(['The river fell.']);
  expect(item?.private.map(({ text }) => text)).toContain('Lan, 0123 456 789');
});

test('mails inside mails inside mails are read as deep as people send them on, and none overflows the reader', () => {
  const inner = `---------- Forwarded message ---------\n${INNER}\n\n`;
  expect(read('Fwd: x', `${inner.repeat(3)}Lũ rút.`).story).toEqual(['Lũ rút.']);
  const { story, apart } = read('Fwd: x', `${inner.repeat(6000)}Lũ rút.`);
  expect([story, apart?.at(-1)?.endsWith('Lũ rút.')]).toEqual([[], true]);
});
