import {
  confirmRestrictions,
  showRestrictions,
  type ShownRestrictions,
} from '#app/agreement/confirm-restrictions.ts';
import { DELIVERY_CHANNELS } from '#domain/agreement/agreement.ts';
import { readRestrictions } from '#domain/agreement/restrictions/read-restrictions.ts';
import { RESTRICTION_CODES, type Restriction } from '#domain/agreement/restrictions/restriction.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import { accept, refuse } from '#kernel/result.ts';
import { acting, reading } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import type { CommandPlan } from '../command-plan.ts';
import { isId } from '../is-id.ts';
import { inputInvalid } from '../said.ts';
import { shortTime } from '../short-time.ts';

/** The words of restriction beside a story, and a person's word on what they mean. */
export const restrictionCommands: readonly CommandPlan<CliNeeds>[] = [
  reading({
    name: 'story restrictions <id>',
    about: 'What the words beside a story restrict, as read or as confirmed',
    async run({ node, agency, at, language }, given) {
      const id = given.demand('id');
      const story = isId(id) ? await node.stories.read(agency.id, id, at) : undefined;
      const shown = story && (await showRestrictions(node, agency.id, id));
      if (!shown) return refuse({ code: 'story-unknown' });
      return accept({
        json: shown,
        lines: linesOf(shown, language),
        ...(shown.state === 'proposed' ? { next: `pactwire story confirm ${id} --as-read --as EMAIL` } : {}),
      });
    },
  }),
  acting('confirm-restrictions', {
    name: 'story confirm <id>',
    about: 'Say what the words beside a story restrict; from then on it forbids like a clause',
    options: [
      { flags: '--as-read', about: 'the terms that were read from the words' },
      {
        flags: '--term <term...>',
        about:
          'a term such as no-archive, territory-out:JP,KR or outlet-only:web; with --as-read beside those',
      },
      { flags: '--nothing', about: 'the words restrict nothing' },
    ],
    async run({ node, agency, at, personId, language }, given) {
      const id = given.demand('id');
      const story = isId(id) ? await node.stories.read(agency.id, id, at) : undefined;
      const shown = story && (await showRestrictions(node, agency.id, id));
      if (!shown) return refuse({ code: 'story-unknown' });
      const said = given.texts('term').map(termOf);
      if (said.includes(undefined))
        return inputInvalid('--term', `is one of ${RESTRICTION_CODES.join(', ')}`);
      if (said.length === 0 && !given.isSet('asRead') && !given.isSet('nothing'))
        return inputInvalid('--as-read', 'or --term or --nothing says what the words mean');
      // Of the words themselves: what somebody confirmed before is not what was read.
      const read = given.isSet('asRead') ? readRestrictions(shown.text).terms : [];
      const terms = [...read, ...said.filter((term) => term !== undefined)];
      const order = { itemId: id, text: shown.text, terms };
      const confirmed = await confirmRestrictions(node, { agency, personId, at }, order);
      if (!confirmed.ok) return confirmed;
      return accept({ json: confirmed.value, lines: linesOf(confirmed.value, language) });
    },
  }),
];

function linesOf(shown: ShownRestrictions, language: InterfaceLanguage): string[] {
  const { state, text, terms, unread, confirmed } = shown;
  if (state === 'none')
    return ['No words of restriction came with this story.', ...toldLines(shown, language)];
  return [
    `“${text}”`,
    ...terms.map(({ sentence, words }) => `- ${sentence[language]}${words === '' ? '' : ` (“${words}”)`}`),
    ...unread.map((words) => `? not understood: “${words}”`),
    confirmed
      ? `Confirmed by ${confirmed.by}, ${shortTime(confirmed.at)}.`
      : 'Nobody has confirmed this yet.',
    ...toldLines(shown, language),
  ];
}

function toldLines({ told }: ShownRestrictions, language: InterfaceLanguage): string[] {
  if (!told) return [];
  return [
    `Confirmed by the provider, told ${shortTime(told.at)}:`,
    ...told.terms.map(({ sentence }) => `- ${sentence[language]}`),
  ];
}

/** `territory-out:JP,KR`. */
function termOf(text: string): Restriction | undefined {
  const [name, list = ''] = text.split(':');
  const code = RESTRICTION_CODES.find((one) => one === name);
  if (!code) return undefined;
  const values = list.split(',').filter((one) => one !== '');
  if (code.startsWith('territory')) return { code, words: '', territories: values };
  const channels = DELIVERY_CHANNELS.filter((one) => values.includes(one));
  return code.startsWith('outlet') ? { code, words: '', channels } : { code, words: '' };
}
