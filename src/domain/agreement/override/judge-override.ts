import { plusSeconds, type Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Decision, Reason, ReasonCode } from '#domain/agreement/decision.ts';
import type { UseQuestion, UseRequest } from '#domain/agreement/use-question.ts';
import {
  isOverridable,
  OVERRIDE_HOURS,
  type OverridableCode,
  type Override,
  type OverrideAnswer,
  type OverrideFacts,
  type OverriddenUse,
} from './override.ts';

export type AskRefusal =
  | { readonly code: 'override-needless' }
  | { readonly code: 'override-closed'; readonly because: readonly Reason[] };

export type AnswerRefusal =
  | { readonly code: 'override-second-person' }
  | { readonly code: 'override-answered' };

/** The approved override that speaks of exactly this question now; the unknown never matches. */
export function overrideFor({ request, item, state, at }: UseQuestion): OverrideFacts | undefined {
  return state.overrides?.find(
    (one) => at < one.until && item.version === one.version && isFor(one, request),
  );
}

function isFor(use: OverriddenUse, { action, channel, territory, targetLanguage }: UseRequest): boolean {
  if (channel !== use.channel || territory !== use.territory) return false;
  if (action === 'translate') return use.language !== undefined && targetLanguage === use.language;
  return action === 'publish' && use.action === 'publish';
}

/** The requests that a use asks of the agreements: to publish in another language is to translate first. */
export function requestsOf(
  { action, channel, territory, language }: Omit<OverriddenUse, 'version'>,
  actor: string,
): readonly UseRequest[] {
  const shared = { actor, channel, territory } as const;
  const translate =
    language === undefined ? [] : [{ ...shared, action: 'translate', targetLanguage: language } as const];
  return action === 'publish' ? [...translate, { ...shared, action: 'publish' }] : translate;
}

/**
 * What has to be waived so that all of these become yes: every reason must be one that the agency has opened
 * (`listed`) and that may be opened at all. What is permitted needs no override.
 */
export function judgeAsked(
  decisions: readonly Decision[],
  listed: readonly OverridableCode[],
): Result<readonly OverridableCode[], AskRefusal> {
  const because = decisions.flatMap((one) => (one.permitted ? [] : one.because));
  if (because.length === 0) return refuse({ code: 'override-needless' });
  const open = new Set<ReasonCode>(listed);
  const closed = because.filter(({ code }) => !isOverridable(code) || !open.has(code));
  if (closed.length > 0) return refuse({ code: 'override-closed', because: closed });
  return accept([...new Set(because.map(({ code }) => code).filter(isOverridable))]);
}

/** The answer of a second person: never of the one who asked, and only once. */
export function answerOverride(
  override: Override,
  {
    personId,
    outcome,
    at,
  }: { readonly personId: string; readonly outcome: OverrideAnswer['outcome']; readonly at: Instant },
): Result<OverrideAnswer, AnswerRefusal> {
  if (override.answer) return refuse({ code: 'override-answered' });
  // To take back what one asked oneself takes one person only.
  if (outcome === 'approved' && override.askedBy === personId)
    return refuse({ code: 'override-second-person' });
  const answer = { outcome, answeredBy: personId, answeredAt: at };
  return accept(
    outcome === 'refused' ? answer : { ...answer, until: plusSeconds(at, OVERRIDE_HOURS * 3600) },
  );
}
