import { makeApiKey, revokeApiKey } from '#app/newsroom/api-key/make-api-key.ts';
import { KEY_SCOPES } from '#contract/permissions.ts';
import { accept } from '#kernel/result.ts';
import type { Instant } from '#kernel/instant.ts';
import type { ListedKey } from '#ports/api-key-store.ts';
import { acting, reading } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { clip, columns } from '../columns.ts';
import type { CommandPlan } from '../command-plan.ts';
import { isId } from '../is-id.ts';
import { inputInvalid } from '../said.ts';
import { shortTime } from '../short-time.ts';

const LONGEST_DAYS = 366;

export const apiKeyCommands: readonly CommandPlan<CliNeeds>[] = [
  acting('manage-api-keys', {
    name: 'api-key make <name>',
    about: 'Make a key by which a program reads in your agency’s name; it is printed once',
    options: [
      { flags: '--scope <scope...>', about: 'what it may read', choices: KEY_SCOPES, required: true },
      { flags: '--days <number>', about: `how long it lives, 1 to ${LONGEST_DAYS}; 90 if left out` },
    ],
    async run({ node, agency, personId, at }, given) {
      const asked = given.texts('scope');
      const scopes = KEY_SCOPES.filter((scope) => asked.includes(scope));
      const days = Number(given.text('days') ?? '90');
      if (!Number.isInteger(days) || days < 1 || days > LONGEST_DAYS)
        return inputInvalid('--days', `a whole number from 1 to ${LONGEST_DAYS}`);
      const order = { name: given.demand('name'), scopes, days };
      const made = await makeApiKey(node, { agencyId: agency.id, personId }, order, at);
      if (!made.ok) return made;
      const { key, token } = made.value;
      const { secretHash: _hash, ...json } = key;
      return accept({
        json: { key: json, token },
        lines: [
          `${key.name} may read until ${shortTime(key.expiresAt)}: ${key.scopes.join(', ')}. The key is not shown again:`,
          token,
        ],
        next: `curl -H "Authorization: Bearer …" ${node.publicOrigin}/api/wire`,
      });
    },
  }),
  reading({
    name: 'api-key list',
    about: 'The keys of programs, newest first, and when each was last used',
    async run({ node, agency, at }) {
      const keys = await node.inApiKeys(agency.id, ({ apiKeys }) => apiKeys.list());
      return accept({
        json: { keys: [...keys] },
        lines: columns(
          ['ID', 'NAME', 'MAY READ', 'STATE', 'LAST USED', 'MADE BY'],
          keys.map((key) => [
            key.id,
            clip(key.name, 40),
            key.scopes.join(' '),
            stateOf(key, at),
            key.usedOn ?? 'never',
            clip(key.madeByName, 40),
          ]),
        ),
      });
    },
  }),
  acting('manage-api-keys', {
    name: 'api-key revoke <id>',
    about: 'End a key; it opens nothing from this moment on',
    async run({ node, agency, personId, at }, given) {
      const id = given.demand('id');
      if (!isId(id)) return inputInvalid('<id>', 'the id that “pactwire api-key list” shows');
      const revoked = await revokeApiKey(node, { agencyId: agency.id, personId }, id, at);
      return revoked.ok
        ? accept({ json: { revoked: id }, lines: [`${id} opens nothing any more.`] })
        : revoked;
    },
  }),
];

function stateOf({ revokedAt, expiresAt }: ListedKey, at: Instant): string {
  if (revokedAt !== undefined) return `revoked ${shortTime(revokedAt)}`;
  return at < expiresAt ? `until ${shortTime(expiresAt)}` : `expired ${shortTime(expiresAt)}`;
}
