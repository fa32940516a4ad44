import { listAgreements } from '#app/agreement/show-agreement.ts';
import { accept } from '#kernel/result.ts';
import type { CliNeeds } from './cli-needs.ts';
import type { CommandPlan } from './command-plan.ts';
import { reading, type Desk } from './at-desk.ts';
import { pairs } from './columns.ts';

const standingCommand = reading({
  name: 'next',
  about: 'How the node stands and the next best step; the same as “pactwire” alone',
  async run(desk) {
    const { node, agency, at, language } = desk;
    const partners = await node.partnerReads.list(agency.id);
    const agreements = await listAgreements(node, desk);
    const sources = await node.inSources(agency.id, (stores) => stores.sources.list());
    const notices = await node.recallReads.notices(agency.id, at);
    const wire = await node.wire.list(agency.id, { at, from: 'partners', limit: 1 });
    const standing: Standing = {
      open: notices.filter(({ state }) => state === 'open').length,
      asking: partners.filter(({ state }) => state === 'asking').length,
      partners: partners.length,
      toSign: agreements.filter(({ may }) => may.sign.ok).length,
      inForce: agreements.filter(({ state }) => state === 'in-force').length,
      sources: sources.length,
      partnerStories: wire.total,
    };
    const next = nextStep(standing);
    return accept({
      json: { agency: { did: agency.did, name: agency.name }, ...standing, next },
      lines: [
        ...pairs([['agency', `${agency.name[language]} (${agency.did})`]]),
        ...standingLines(desk, standing),
      ],
      next,
    });
  },
});

/** `pactwire` alone: how the node stands, and the one thing that is most worth doing now. */
export const nextStepCommand: CommandPlan<CliNeeds> = {
  ...standingCommand,
  async run(needs, given) {
    const answer = await standingCommand.run(needs, given);
    if (answer.ok || answer.error.code !== 'node-not-founded') return answer;
    return accept({
      json: { agency: null, next: FIRST_STEP },
      lines: ['No agency lives in this data folder yet.'],
      next: FIRST_STEP,
    });
  },
};

const FIRST_STEP = 'found yours (pactwire init --help), or look at the demo first (npm start)';

export type Standing = {
  readonly open: number;
  readonly asking: number;
  readonly partners: number;
  readonly toSign: number;
  readonly inForce: number;
  readonly sources: number;
  readonly partnerStories: number;
};

/** What others wait for comes first, then what a newsroom still lacks, in the order in which it is needed. */
export function nextStep(now: Standing): string {
  if (now.open > 0) return `answer ${now.open} open notice(s): pactwire notice list`;
  if (now.asking > 0) return `${now.asking} agency asks to cooperate: pactwire partner list`;
  if (now.toSign > 0) return `${now.toSign} agreement(s) wait for your signature: pactwire agreement list`;
  if (now.sources === 0) return 'connect a source: pactwire source add feed URL --as EMAIL';
  if (now.partners === 0) return 'find a partner: pactwire partner lookup URL';
  if (now.inForce === 0) return 'draft an agreement: pactwire agreement templates';
  if (now.partnerStories === 0)
    return 'wait for the partner’s first story, and see that all is well: pactwire doctor';
  return 'look at the wire: pactwire story list --from partners';
}

function standingLines({ node }: Desk, now: Standing): string[] {
  return pairs([
    ['desk', `${node.publicOrigin}/desk/`],
    ['partners', String(now.partners)],
    ['agreements in force', String(now.inForce)],
    ['sources', String(now.sources)],
    ['partners’ stories', String(now.partnerStories)],
    ['open notices', String(now.open)],
  ]);
}
