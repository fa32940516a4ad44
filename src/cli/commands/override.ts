import { DELIVERY_CHANNELS } from '#domain/agreement/agreement.ts';
import { onlyGiven } from '#formats/only-given.ts';
import { channelIn } from '../channel-in.ts';
import { answerOverride } from '#app/agreement/override/answer-override.ts';
import { askOverride } from '#app/agreement/override/ask-override.ts';
import { setOpenCodes } from '#app/agreement/override/set-open-codes.ts';
import { showOverrides, type ShownOverrides } from '#app/agreement/override/show-overrides.ts';
import { isOverridable, OVERRIDABLE_CODES } from '#domain/agreement/override/override.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import { accept, refuse } from '#kernel/result.ts';
import { acting, reading } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import type { CommandPlan } from '../command-plan.ts';
import { isId } from '../is-id.ts';
import { inputInvalid } from '../said.ts';
import { shortTime } from '../short-time.ts';

/** Denials that two people override: asking, answering, and what may be asked for at all. */
export const overrideCommands: readonly CommandPlan<CliNeeds>[] = [
  reading({
    name: 'override list',
    about: 'Overrides of denials: asked and approved here, and those that partners told of',
    async run({ node, agency, at, language }) {
      const shown = await showOverrides(node, { agencyId: agency.id, at });
      return accept({ json: shown, lines: linesOf(shown, language) });
    },
  }),
  acting('ask-override', {
    name: 'override ask <story>',
    about: 'Ask a second person to let a use pass that the agreement denies',
    options: [
      { flags: '--reason <text>', about: 'why; the partner reads it', required: true },
      { flags: '--language <tag>', about: 'publish in this language, not in that of the story' },
      { flags: '--channel <name>', about: `one of ${DELIVERY_CHANNELS.join(', ')}; web if left out` },
      { flags: '--translate-only', about: 'to translate into --language, and not yet to publish' },
    ],
    async run({ node, agency, at, personId }, given) {
      const id = given.demand('story');
      const story = isId(id) ? await node.stories.read(agency.id, id, at) : undefined;
      if (!story) return refuse({ code: 'story-unknown' });
      const language = given.text('language');
      if (given.isSet('translateOnly') && language === undefined)
        return inputInvalid('--language', 'says into which language');
      const channel = channelIn(given);
      if (!channel.ok) return channel;
      const asked = await askOverride(
        node,
        { agency, personId, at },
        {
          itemId: id,
          action: given.isSet('translateOnly') ? 'translate' : 'publish',
          ...onlyGiven({ language, channel: channel.value }),
          reason: given.demand('reason'),
        },
      );
      if (!asked.ok) return asked;
      return accept({
        json: asked.value,
        lines: [`Asked: ${asked.value.id}. A second person answers it; until then nothing has changed.`],
        next: `pactwire override approve ${asked.value.id} --as EMAIL`,
      });
    },
  }),
  ...(['approve', 'refuse'] as const).map((verb) =>
    acting('answer-override', {
      name: `override ${verb} <id>`,
      about:
        verb === 'approve'
          ? 'Let it pass for a day, as the second person; the partner is told'
          : 'Refuse what another person asked, or take back your own',
      async run({ node, agency, at, personId }, given) {
        const id = given.demand('id');
        if (!isId(id)) return refuse({ code: 'override-unknown' });
        const outcome = verb === 'approve' ? 'approved' : 'refused';
        const answered = await answerOverride(node, { agency, personId, at }, { id, outcome });
        if (!answered.ok) return answered;
        const { answer } = answered.value;
        const said =
          answer?.until === undefined
            ? 'Refused. Nothing has changed.'
            : `Approved until ${shortTime(answer.until)}. The partner is told.`;
        return accept({ json: answered.value, lines: [said] });
      },
    }),
  ),
  acting('open-overrides', {
    name: 'override open',
    about: 'Say which denials two people may override here; without --code none',
    options: [{ flags: '--code <code...>', about: OVERRIDABLE_CODES.join(', ') }],
    async run({ node, agency, at, personId }, given) {
      const codes = given.texts('code');
      const open = codes.filter(isOverridable);
      if (open.length < codes.length)
        return inputInvalid('--code', `is one of ${OVERRIDABLE_CODES.join(', ')}`);
      const set = await setOpenCodes(node, { agency, personId, at }, open);
      return accept({
        json: { open: set },
        lines: [
          set.length === 0 ? 'No denial is open to an override.' : `Open to two people: ${set.join(', ')}.`,
        ],
      });
    },
  }),
];

function linesOf({ open, ours, told }: ShownOverrides, language: InterfaceLanguage): string[] {
  const lines = [
    ...ours.map(
      ({ id, standing, waived, asker, answerer, reason, answer }) =>
        `${id} ${standing}${answer?.until === undefined ? '' : ` until ${shortTime(answer.until)}`} · ${waived.join(', ')} · ${asker}${answerer === undefined ? '' : ` / ${answerer}`}: “${reason}”`,
    ),
    ...told.map(
      ({ partner, waived, reason, until }) =>
        `told by ${partner[language]} until ${shortTime(until)} · ${waived.join(', ')}: “${reason}”`,
    ),
  ];
  const opened =
    open.length === 0 ? 'No denial is open to an override.' : `Open to two people: ${open.join(', ')}.`;
  return [...(lines.length === 0 ? ['No override was ever asked here.'] : lines), opened];
}
