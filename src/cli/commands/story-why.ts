import { explainUse, type ExplainedUse } from '#app/agreement/explain-use.ts';
import type { SaidMay } from '#app/agreement/say-may.ts';
import { explainSight, type SaidSight } from '#app/offer/explain-sight.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import { channelIn } from '../channel-in.ts';
import { DELIVERY_CHANNELS } from '#domain/agreement/agreement.ts';
import { onlyGiven } from '#formats/only-given.ts';
import { accept, refuse } from '#kernel/result.ts';
import { reading } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { columns } from '../columns.ts';
import type { CommandPlan } from '../command-plan.ts';
import { isId } from '../is-id.ts';
import { shortTime } from '../short-time.ts';

/** Why a story can be used or not: by us, or, with a partner named, seen by that partner. */
export const whyCommands: readonly CommandPlan<CliNeeds>[] = [
  reading({
    name: 'story why <id>',
    about: 'Why you can or cannot use a story; of your own story, which partners see it and why not',
    options: [
      { flags: '--partner <did>', about: 'whether this partner sees it, or may have it by you' },
      { flags: '--territory <code>', about: 'the market, ISO 3166-1 such as VN; yours if left out' },
      { flags: '--channel <name>', about: `one outlet: ${DELIVERY_CHANNELS.join(', ')}; all if left out` },
      { flags: '--pictures', about: 'of the pictures beside the text' },
    ],
    async run({ node, agency, at, language }, given) {
      const id = given.demand('id');
      const story = isId(id) ? await node.stories.read(agency.id, id, at) : undefined;
      if (!story) return refuse({ code: 'story-unknown' });
      const asked = { agency, at };
      const did = given.text('partner');
      if (did !== undefined || story.origin === 'own') {
        const all = await explainSight(node, asked, id);
        const partners = did === undefined ? all : all.filter(({ partner }) => partner.did === did);
        return accept({ json: { partners }, lines: partners.flatMap((one) => sightLines(one, language)) });
      }
      const territory = given.text('territory');
      const channel = channelIn(given);
      if (!channel.ok) return channel;
      const explained = await explainUse(node, asked, {
        itemId: id,
        subject: given.isSet('pictures') ? 'pictures' : 'text',
        ...onlyGiven({ territory, channel: channel.value }),
      });
      if (!explained) return refuse({ code: 'story-unknown' });
      return accept({ json: explained, lines: useLines(explained, language) });
    },
  }),
];

function sightLines({ partner, may, offered }: SaidSight, language: InterfaceLanguage): string[] {
  const since = offered ? `, offered ${shortTime(offered.offeredAt)} (v${offered.version})` : '';
  return [
    `${partner.name[language]} (${partner.did}): ${may.ok ? 'sees it' : 'does not see it'}${since}`,
    ...reasonLines(may, language),
  ];
}

function useLines(
  { channels, lines, published, quotas, ask }: ExplainedUse,
  language: InterfaceLanguage,
): string[] {
  const denied = lines.flatMap(({ cells }) => cells.map(({ may }) => may));
  return [
    ...columns(
      ['', ...channels.map(({ code }) => code)],
      lines.map(({ name, cells }) => [name[language], ...cells.map(({ may }) => (may.ok ? 'yes' : 'no'))]),
    ),
    '',
    ...new Set(denied.flatMap((may) => reasonLines(may, language))),
    ...published.map(
      ({ name, permitted, sentences }) =>
        `${permitted ? 'yes' : 'no'}: ${name[language]}. ${sentences.map((one) => one[language]).join(' ')}`,
    ),
    ...quotas.map(({ left, limit, until }) => `${left} of ${limit} left until ${shortTime(until)}`),
    ...ask.partners.map(({ name, contact }) => `ask ${name[language]}: ${contact ?? 'no contact given'}`),
  ];
}

function reasonLines(may: SaidMay, language: InterfaceLanguage): string[] {
  if (may.ok) return [];
  const retry = may.retryAt === undefined ? '' : ` Possible from ${shortTime(may.retryAt)}.`;
  return may.because.map(
    ({ code, sentence, clause }) =>
      `  ${sentence[language]}${clause === undefined ? '' : ` (clause ${clause})`} [${code}]${retry}`,
  );
}
