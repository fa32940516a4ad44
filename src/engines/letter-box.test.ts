import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { letterBox } from './letter-box.ts';

test('a letter lies there once, whole, and no word of it becomes a header', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'letters-'));
  try {
    const box = letterBox(folder, 'pactwire@node.example', { now: () => instantOf(Date.UTC(2027, 0, 1)) });
    const letter = {
      name: 'late-1',
      to: ['corrections@partner.example\r\nBcc: everybody@else.example'],
      subject: 'Late\r\nX-Evil: 1',
      text: 'Quá hạn\n逾期',
    };
    await box.lay(letter);
    await box.lay(letter);
    expect(await readdir(folder)).toEqual(['late-1.eml']);
    const text = await readFile(join(folder, 'late-1.eml'), 'utf8');
    const [head = '', body] = text.split('\r\n\r\n');
    expect(head.split('\r\n').filter((line) => /^(Bcc|X-Evil):/.test(line))).toEqual([]);
    expect(head).toContain('Message-ID: <late-1@node.example>');
    expect(head).toContain('Date: Fri, 01 Jan 2027 00:00:00 +0000');
    expect(body).toContain('Quá hạn\r\n逾期');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a subject that is not ASCII arrives whole, in words that every mail system carries', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'letters-'));
  try {
    const box = letterBox(folder, 'pactwire@node.example', { now: () => instantOf(Date.UTC(2027, 0, 1)) });
    const subject = 'Pactwire: 12 tin – Lũ lụt miền Trung và cứu trợ · 洪水与救灾 · 湄公河三角洲盐水入侵';
    await box.lay({ name: 'alert-1', to: ['lan@node.example'], subject, text: 'x' });
    const bytes = await readFile(join(folder, 'alert-1.eml'));
    expect((await PostalMime.parse(bytes)).subject).toBe(subject);
    const [head = ''] = bytes.toString().split('\r\n\r\n');
    expect(head).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect(Math.max(...head.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(90);
  } finally {
    await rm(folder, { recursive: true });
  }
});
