import { expect, test } from 'vitest';
import { parseDigest } from '#kernel/digest.ts';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import { EVIDENCE_WORDS } from './evidence-words.ts';
import { judgeLink, LINK_ENDS, linkEnd, type SigningLink } from './signing-link.ts';

const SENT = instant('2027-03-01T08:00:00Z');
const END = instant('2027-03-08T08:00:00Z');
const digest = parseDigest(`sha-256:${'A'.repeat(43)}`);
if (!digest) throw new Error('no digest');
const link: SigningLink = {
  id: '1',
  uid: 'urn:x',
  digest,
  role: 'signatory',
  invitee: 'Lan',
  language: 'vi',
  sentBy: 'an',
  sentAt: SENT,
  expiresAt: linkEnd(SENT, 7),
  wrongCodes: 0,
};

test('a link lets somebody in until its days are over', () => {
  expect(link.expiresAt).toBe(END);
  expect(judgeLink(link, instant('2027-03-08T07:59:59.999Z'))).toEqual({ ok: true, value: true });
  expect(judgeLink(link, END)).toEqual({ ok: false, error: { code: 'signing-link-over', how: 'expired' } });
});

test('a link that came to another end lets nobody in, and says which', () => {
  for (const how of LINK_ENDS)
    expect(judgeLink({ ...link, ended: { how, at: SENT } }, SENT)).toEqual({
      ok: false,
      error: { code: 'signing-link-over', how },
    });
});

test('evidence says how each person proved it, in three languages and in different words', () => {
  const { methods, roles } = EVIDENCE_WORDS;
  for (const words of [methods, roles])
    for (const language of INTERFACE_LANGUAGES) {
      const said = Object.values(words).map((one) => one[language]);
      expect(said).not.toContain('');
      expect(new Set(said).size).toBe(said.length);
    }
});
