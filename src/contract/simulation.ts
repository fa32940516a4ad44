import { Type } from 'typebox';
import { AgreementDraft } from '#contract/agreement.ts';
import { endpoint } from '#contract/endpoint.ts';
import { DraftBody } from '#contract/talks.ts';
import { InstantText, Trilingual } from '#contract/shapes.ts';

const OUTCOMES = ['shared', 'blocked', 'over-quota'] as const;
const Count = Type.Integer({ minimum: 0 });

const StoryShape = Type.Object({
  itemId: Type.String(),
  headline: Type.String(),
  language: Type.String(),
  at: InstantText,
  outcome: Type.Enum([...OUTCOMES]),
  reasons: Type.Array(
    Type.Object({ code: Type.String(), sentence: Trilingual, clause: Type.Optional(Type.String()) }),
  ),
});

const Counts = Type.Object({ shared: Count, blocked: Count, 'over-quota': Count });

/** What the stories of the last month would have met under an agreement, ours and those of partners. */
export const SimulationShape = Type.Object({
  since: InstantText,
  /** There were more of one side; only the latest were looked at. */
  isCapped: Type.Boolean(),
  directions: Type.Array(
    Type.Object({
      giver: Type.String(),
      taker: Type.String(),
      /** We give; else we take. */
      isOurs: Type.Boolean(),
      giverName: Trilingual,
      takerName: Trilingual,
      stories: Count,
      counts: Counts,
      clauses: Type.Array(
        Type.Object({
          clause: Type.Optional(
            Type.Integer({
              description: 'number of the clause that settled it; none: no clause speaks of it',
            }),
          ),
          isOfOther: Type.Boolean({ description: 'the clause is one of another agreement' }),
          counts: Counts,
        }),
      ),
      examples: Type.Array(StoryShape),
    }),
  ),
});

export const simulateAgreement = endpoint({
  method: 'GET',
  path: '/api/agreements/:uid/simulation',
  permission: 'draft-agreement',
  summary: 'Would the last month have fitted? Our own stories under this agreement or draft',
  params: Type.Object({ uid: Type.String({ maxLength: 100 }) }),
  query: Type.Object({ digest: Type.Optional(Type.String({ maxLength: 60 })) }),
  reply: SimulationShape,
});

export const simulateDraft = endpoint({
  method: 'POST',
  path: '/api/agreements/simulation',
  permission: 'draft-agreement',
  summary: 'The same for answers that nobody has kept yet',
  body: AgreementDraft,
  reply: SimulationShape,
});

export const simulateNextDraft = endpoint({
  method: 'POST',
  path: '/api/agreements/:uid/draft/simulation',
  permission: 'draft-agreement',
  summary: 'The same for the next document that these answers would make',
  params: Type.Object({ uid: Type.String({ maxLength: 100 }) }),
  body: DraftBody,
  reply: SimulationShape,
});
