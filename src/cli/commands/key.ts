import { readFile, writeFile } from 'node:fs/promises';
import { listDistrusted } from '#app/channel/list-distrusted.ts';
import { nameRecovery, pledgeRecovery } from '#app/channel/pledge-recovery.ts';
import { revokeKey } from '#app/channel/revoke-key.ts';
import { inputInvalid, type Said } from '../said.ts';
import { rotateKey } from '#app/channel/rotate-key.ts';
import { rotateLogKey } from '#app/channel/rotate-log-key.ts';
import { isCurrent } from '#domain/newsroom/key-validity.ts';
import { parseInstant, type Instant } from '#kernel/instant.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { AgencyKey } from '#ports/agency-store.ts';
import { acting, reading } from '../at-desk.ts';
import { columns } from '../columns.ts';
import { shortTime } from '../short-time.ts';

export const keyCommands = [
  reading({
    name: 'key list',
    about: 'The keys of your agency, those whose place was taken too',
    async run({ node, agency }) {
      const keys = await node.inKeys(agency.id, ({ agencies }) => agencies.keys());
      return accept({
        json: { keys: keys.map(keyShape) },
        lines: columns(
          ['KEY', 'FOR', 'STATE', 'SINCE', 'THUMBPRINT'],
          keys.map((key) => [
            key.kid,
            USES[key.role],
            isCurrent(key) ? 'in use' : 'retired',
            shortTime(key.createdAt),
            key.thumbprint,
          ]),
        ),
      });
    },
  }),
  acting('manage-keys', {
    name: 'key rotate',
    about: 'Put a new key in the place of one; all partners are told, and what was signed goes on verifying',
    options: [
      {
        flags: '--role <role>',
        about: 'sign: entries and agreements; http: requests; log: the public log',
        required: true,
        choices: ['sign', 'http', 'log'],
      },
    ],
    async run({ node, agency, personId, at }, given) {
      if (given.demand('role') === 'log')
        return sayLogKey(await rotateLogKey(node, { agency, personId, at }), at);
      const role = given.demand('role') === 'http' ? 'http' : 'sign';
      const { old, fresh, told, later } = await rotateKey(node, { agency, personId, at }, role);
      return accept({
        json: {
          old: keyShape({ ...old, retiredAt: at }),
          new: keyShape(fresh),
          partnersTold: told,
          partnersLater: later,
        },
        lines: [
          `${fresh.kid} has taken the place of ${old.kid}; its thumbprint is ${fresh.thumbprint}.`,
          `${told} ${told === 1 ? 'partner is' : 'partners are'} told. Agreements in force stay so; texts that are not signed yet name the old key and are drafted anew.`,
          ...later.map(
            (did) =>
              `${did} is told later, and believes the old key until then: its channel waits for what it has lost.`,
          ),
        ],
        next: later.length === 0 ? 'pactwire key list' : 'pactwire doctor',
      });
    },
  }),
  acting('manage-keys', {
    name: 'key recovery',
    about: 'Make the key that can revoke the others; it is written to a file that you take away, once',
    options: [{ flags: '--out <file>', about: 'where to write it; never over a file', required: true }],
    async run({ node, agency, personId, at }, given) {
      const by = { agency, personId, at };
      const named = await nameRecovery(node, by);
      if (!named.ok) return named;
      const { key, file } = node.makeRecoveryKey(named.value);
      const out = given.demand('out');
      // Written first: a key that partners know and nobody has would be lost for ever.
      const isWritten = await writeFile(out, file, { flag: 'wx', mode: 0o600 }).then(
        () => true,
        () => false,
      );
      if (!isWritten) return inputInvalid('--out', 'must name a new file in a folder that can be written to');
      const pledged = await pledgeRecovery(node, by, key);
      if (!pledged.ok) return pledged;
      return accept({
        json: { kid: named.value, thumbprint: key.thumbprint, file: out, partnersTold: pledged.value.told },
        lines: [
          `${out} holds the recovery key ${named.value}; its thumbprint is ${key.thumbprint}.`,
          'No node keeps it. Take the file off this machine, to two places, and show it to nobody.',
        ],
      });
    },
  }),
  acting('manage-keys', {
    name: 'key revoke <kid>',
    about: 'Say that a key is in wrong hands, with the recovery key; a new one takes its place at once',
    options: [
      { flags: '--recovery <file>', about: 'the file of the recovery key', required: true },
      {
        flags: '--from <moment>',
        about:
          'since when, such as 2027-01-04T08:00:00.000Z; now: all that stands in your channels is yours (default)',
      },
    ],
    async run({ node, agency, personId, at }, given) {
      const moment = given.text('from') ?? 'now';
      const from = moment === 'now' ? undefined : parseInstant(moment);
      if (moment !== 'now' && (from === undefined || from > at))
        return inputInvalid('--from', 'must be “now” or a past moment, such as 2027-01-04T08:00:00.000Z');
      const file = await readFile(given.demand('recovery'), 'utf8').catch(() => '');
      const recovery = node.openRecoveryKey(file);
      if (!recovery) return inputInvalid('--recovery', 'must be a file that “pactwire key recovery” wrote');
      const order = { kid: given.demand('kid'), recovery, ...(from === undefined ? {} : { from }) };
      const revoked = await revokeKey(node, { agency, personId, at }, order);
      if (!revoked.ok) return revoked;
      const { old, fresh, told, later } = revoked.value;
      return accept({
        json: {
          revoked: keyShape({ ...old, retiredAt: at }),
          new: keyShape(fresh),
          partnersTold: told,
          partnersLater: later,
        },
        lines: [
          `${old.kid} is revoked; ${fresh.kid} has taken its place, its thumbprint is ${fresh.thumbprint}.`,
          `${told} ${told === 1 ? 'partner is' : 'partners are'} told. Telephone them all the same.`,
          ...later.flatMap((did) => [
            `${did} believes the old key still: its channel waits for what it has lost. It hears of a change, not of a theft, when that is back.`,
            `Telephone it first. So that it hears now, giving up what is lost: pactwire channel reopen ${did}`,
          ]),
        ],
        next: later.length === 0 ? 'pactwire key list' : 'pactwire doctor',
      });
    },
  }),
  reading({
    name: 'key distrusted',
    about: 'What partners sent under a key that they revoked later, and that took effect here',
    async run({ node, agency }) {
      const entries = await listDistrusted(node, agency);
      return accept({
        json: {
          entries: entries.map(({ partner, entry: { seq, type, subject, storedAt } }) => ({
            partner: partner.did,
            seq,
            type,
            ...(subject === undefined ? {} : { subject }),
            storedAt,
          })),
        },
        lines: columns(
          ['PARTNER', 'SEQ', 'TYPE', 'ABOUT', 'CAME'],
          entries.map(({ partner, entry }) => [
            partner.did,
            String(entry.seq),
            entry.type,
            entry.subject ?? '–',
            shortTime(entry.storedAt),
          ]),
        ),
      });
    },
  }),
] as const;

function sayLogKey(
  { old, fresh }: Awaited<ReturnType<typeof rotateLogKey>>,
  at: Instant,
): Result<Said, never> {
  return accept({
    json: { old: keyShape({ ...old, retiredAt: at }), new: keyShape(fresh) },
    lines: [
      `${fresh.kid} signs the public log from its next tree on; its thumbprint is ${fresh.thumbprint}.`,
      'The last leaf under the old key names it. Partners follow by themselves; whoever checks the log by the old key does too.',
    ],
    next: 'pactwire log leaves',
  });
}

const USES = {
  sign: 'entries and agreements',
  http: 'requests',
  log: 'the public log',
  recovery: 'revoking the others',
} as const;

function keyShape({ kid, role, thumbprint, createdAt, retiredAt }: AgencyKey) {
  return { kid, role, thumbprint, createdAt, ...(retiredAt === undefined ? {} : { retiredAt }) };
}
