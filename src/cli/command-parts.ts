import type { CliNeeds } from './cli-needs.ts';
import type { CommandPlan } from './command-plan.ts';

type Plans = readonly CommandPlan<CliNeeds>[];

/** Commands that are loaded together: all of them begin with one of these words. */
export type CommandPart = { readonly words: readonly string[]; readonly load: () => Promise<Plans> };

function part(words: string, load: () => Promise<Plans>): CommandPart {
  return { words: words.split(' '), load };
}

/**
 * Every command of `pactwire`, in the order of the help. Each file stands behind a door of its own: a command that is
 * typed loads its group, and not what a hundred others need.
 */
export const commandParts = (needs: CliNeeds): readonly CommandPart[] => [
  part('next', async () => [(await import('./next-step.ts')).nextStepCommand]),
  part('convert', async () => [(await import('./commands/convert.ts')).convertCommand]),
  part('init', async () => [(await import('./commands/init.ts')).initCommand(needs)]),
  part('serve', async () => [(await import('./commands/serve.ts')).serveCommand(needs)]),
  part('doctor', async () => [(await import('./commands/doctor.ts')).doctorCommand]),
  part('partner', async () => (await import('./commands/partner.ts')).partnerCommands),
  part('agreement', async () => (await import('./commands/agreement-draft.ts')).draftCommands),
  part('agreement', async () => (await import('./commands/agreement-register.ts')).registerCommands),
  part('agreement', async () => (await import('./commands/agreement.ts')).agreementCommands),
  part('agreement', async () => (await import('./commands/agreement-papers.ts')).agreementPapers),
  part('agreement', async () => (await import('./commands/agreement-talks.ts')).talksCommands),
  part('agreement', async () => (await import('./commands/agreement-check.ts')).checkCommands),
  part('agreement', async () => (await import('./commands/agreement-endings.ts')).endingCommands),
  part('commitment', async () => (await import('./commands/commitment.ts')).commitmentCommands),
  part('agreement', async () => (await import('./commands/agreement-simulate.ts')).simulateCommands),
  part('agreement', async () => (await import('./commands/agreement-quota.ts')).quotaCommands),
  part('verify', async () => [(await import('./commands/verify.ts')).verifyCommand]),
  part('vocabulary', async () => (await import('./commands/vocabulary.ts')).vocabularyCommands),
  part('source', async () => (await import('./commands/source-settings.ts')).sourceSettingCommands),
  part('source', async () => (await import('./commands/source-try.ts')).tryCommands),
  part('source', async () => (await import('./commands/source.ts')).sourceCommands),
  part('source', async () => (await import('./commands/source-refused.ts')).refusedCommands),
  part('story', async () => (await import('./commands/story.ts')).storyCommands),
  part('story', async () => (await import('./commands/story-why.ts')).whyCommands),
  part('story', async () => (await import('./commands/story-export.ts')).exportCommands),
  part('story destination', async () => (await import('./commands/story-push.ts')).pushCommands),
  part('dialect', async () => (await import('./commands/dialect.ts')).dialectCommands),
  part('destination', async () => (await import('./commands/destination.ts')).destinationCommands),
  part('story', async () => (await import('./commands/passing-on.ts')).passingOnCommands),
  part('story', async () => (await import('./commands/story-restrictions.ts')).restrictionCommands),
  part('override', async () => (await import('./commands/override.ts')).overrideCommands),
  part('story notice recall', async () => (await import('./commands/recall.ts')).recallCommands),
  part('notice recall', async () => (await import('./commands/drill.ts')).drillCommands),
  part('agency', async () => (await import('./commands/agencies.ts')).agenciesCommands(needs)),
  part('agency', async () => (await import('./commands/agency.ts')).agencyCommands),
  part('people', async () => (await import('./commands/people.ts')).peopleCommands),
  part('api-key', async () => (await import('./commands/api-key.ts')).apiKeyCommands),
  part('mcp', async () => [(await import('./commands/assistant.ts')).assistantCommand]),
  part('channel', async () => (await import('./commands/channel.ts')).channelCommands),
  part('bundle', async () => (await import('./commands/bundle.ts')).bundleCommands),
  part('key', async () => (await import('./commands/key.ts')).keyCommands),
  part('decision', async () => (await import('./commands/decision.ts')).decisionCommands),
  part('portal', async () => (await import('./commands/portal.ts')).portalCommands),
  part('log', async () => (await import('./commands/log.ts')).logCommands),
  part('lexicon', async () => (await import('./commands/lexicon.ts')).lexiconCommands),
];

/** The plans that a command line can mean: those of its first word, or all where that is none of ours, as for the help. */
export async function plansFor(needs: CliNeeds, first: string): Promise<Plans> {
  const parts = commandParts(needs);
  const meant = parts.filter(({ words }) => words.includes(first));
  const loaded = await Promise.all((meant.length > 0 ? meant : parts).map(({ load }) => load()));
  return loaded.flat();
}
