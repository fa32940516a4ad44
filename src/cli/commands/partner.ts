import { seeLinks, type SeenLink } from '#app/channel/see-links.ts';
import { acceptPartner } from '#app/newsroom/accept-partner.ts';
import { invitePartner } from '#app/newsroom/invite-partner.ts';
import { lookUpPartner } from '#app/newsroom/look-up-partner.ts';
import { spokenKeys } from '#app/newsroom/spoken-keys.ts';
import type { Agency, PartnerKey } from '#domain/newsroom/agency.ts';
import type { Trilingual } from '#kernel/language.ts';
import { accept } from '#kernel/result.ts';
import type { PartnerLink } from '#ports/reads/partners.ts';
import { acting, reading } from '../at-desk.ts';
import { columns, pairs } from '../columns.ts';
import type { CliNode } from '../cli-node.ts';
import type { OptionPlan } from '../command-plan.ts';
import { shortTime } from '../short-time.ts';

const COMPARED: OptionPlan = {
  flags: '--thumbprint <text...>',
  about: 'each thumbprint that you compared with the partner over another channel, such as the telephone',
  required: true,
};

const COMPARE =
  'Read the words to each other with a person you know there, by telephone or face to face, in one language, before you go on.';

export const partnerCommands = [
  reading({
    name: 'partner lookup <url>',
    about: 'Ask a node who it is; trust and pin nothing yet',
    async run({ node, agency, language }, given) {
      const url = given.demand('url');
      const found = await lookUpPartner(node, agency, url);
      if (!found.ok) return found;
      const { partner, steps } = found.value;
      const { keys, ...card } = partner;
      const words = spokenKeys(node.hash, partner);
      const ours = wordsOfOurs(node, agency);
      const thumbprints = keys.map(({ thumbprint }) => `--thumbprint ${thumbprint}`).join(' ');
      return accept({
        json: { agency: card, keys: keys.map(keyShape), words, ours, steps },
        lines: [
          ...pairs([
            ['agency', partner.name.en],
            ['did', partner.did],
            ['ownership', partner.ownership],
            ['address', partner.baseUrl],
          ]),
          '',
          ...keyLines(keys),
          '',
          ...wordLines(words[language], ours[language]),
          '',
          COMPARE,
        ],
        next: `pactwire partner invite ${url} ${thumbprints} --as EMAIL`,
      });
    },
  }),
  acting('manage-partners', {
    name: 'partner invite <url>',
    about: 'Pin the keys you compared and introduce your agency',
    options: [COMPARED],
    async run({ node, agency, personId, at }, given) {
      const order = { url: given.demand('url'), thumbprints: given.texts('thumbprint') };
      const invited = await invitePartner(node, { agency, personId, at }, order);
      if (!invited.ok) return invited;
      const { did } = invited.value;
      const known = (await node.partnerReads.list(agency.id)).find((one) => one.did === did);
      const isPinned = known?.state === 'pinned';
      return accept({
        json: { did, state: known?.state },
        lines: [
          isPinned ? `${did} had asked you; both sides trust each other now.` : `${did} has been asked.`,
        ],
        next: isPinned
          ? `pactwire agreement templates`
          : 'They accept on their desk, or with: pactwire partner accept <your did>',
      });
    },
  }),
  acting('manage-partners', {
    name: 'partner accept <did>',
    about: 'Accept an agency that asked, under the keys you compared',
    options: [COMPARED],
    async run({ node, agency, personId, at }, given) {
      const order = { did: given.demand('did'), thumbprints: given.texts('thumbprint') };
      const accepted = await acceptPartner(node, { agency, personId, at }, order);
      if (!accepted.ok) return accepted;
      return accept({
        json: { did: order.did, state: 'pinned' },
        lines: [`${order.did}: both sides trust each other’s keys now.`],
        next: 'pactwire agreement templates',
      });
    },
  }),
  reading({
    name: 'partner list',
    about: 'Partners and the health of each link',
    async run({ node, agency, language }) {
      const partners = await seeLinks(node, agency.id);
      const asking = partners.find(({ state }) => state === 'asking');
      return accept({
        json: { partners: partners.map(({ keys, ...one }) => ({ ...one, keys: keys.map(keyShape) })) },
        lines: [
          ...columns(
            ['STATE', 'AGENCY', 'DID', 'THEIRS', 'OURS', 'LAST SEEN', 'ERROR'],
            partners.map((one) => [one.state, one.name[language], one.did, ...linkCells(one)]),
          ),
          ...(asking
            ? ['', ...wordLines(spokenKeys(node.hash, asking)[language], wordsOfOurs(node, agency)[language])]
            : []),
        ],
        ...(partners.length === 0 ? { next: 'pactwire partner lookup URL' } : {}),
        ...(asking ? { next: acceptLine(asking) } : {}),
      });
    },
  }),
] as const;

function linkCells({ incoming, outgoing, waits, lostKey }: SeenLink): string[] {
  return [
    incoming ? `${incoming.seq}${incoming.state === 'open' ? '' : ` ${incoming.state}`}` : '–',
    outgoing
      ? `${outgoing.partnerHolds}/${outgoing.seq}${lostKey === undefined ? (waits ? ' waits' : '') : ' key lost'}`
      : '–',
    incoming?.headAt === undefined ? '–' : shortTime(incoming.headAt),
    incoming?.lastError ?? '',
  ];
}

function acceptLine({ did, keys }: PartnerLink): string {
  const thumbprints = keys.map(({ thumbprint }) => `--thumbprint ${thumbprint}`).join(' ');
  return `compare by telephone, then: pactwire partner accept ${did} ${thumbprints} --as EMAIL`;
}

function keyLines(keys: readonly PartnerKey[]): string[] {
  return columns(
    ['KEY FOR', 'THUMBPRINT'],
    keys.map(({ role, thumbprint }) => [role === 'sign' ? 'entries and agreements' : 'requests', thumbprint]),
  );
}

function wordsOfOurs({ hash, keysOf }: Pick<CliNode, 'hash' | 'keysOf'>, { id, did }: Agency): Trilingual {
  return spokenKeys(hash, { did, keys: keysOf(id) });
}

function wordLines(theirs: string, ours: string): string[] {
  return pairs([
    ['they read', theirs],
    ['you read', ours],
  ]);
}

function keyShape({ kid, role, thumbprint }: PartnerKey) {
  return { kid, role, thumbprint };
}
