import { Type, type Static } from 'typebox';
import { AgreementDraft } from '#contract/agreement.ts';
import { endpoint } from '#contract/endpoint.ts';
import { Done, InstantText } from '#contract/shapes.ts';
import { unfinishedShape } from '#contract/unfinished-shape.ts';

/** Answers that may be empty or unfit yet. */
const BegunDraft = Type.Unsafe<Static<typeof AgreementDraft>>(unfinishedShape(AgreementDraft));

const About = Type.Object({
  about: Type.String({ maxLength: 100, description: '“new”, or the uid of an agreement' }),
});
const Base = Type.Optional(Type.String({ maxLength: 60, description: 'the document that is answered' }));

export const keepAnswers = endpoint({
  method: 'PUT',
  path: '/api/kept-answers/:about',
  permission: 'draft-agreement',
  summary: 'Keep answers that somebody has begun, for another machine and for colleagues',
  params: About,
  body: Type.Object({
    revision: Type.Integer({ minimum: 0, description: 'the last one seen; 0: none' }),
    base: Base,
    draft: BegunDraft,
  }),
  reply: Type.Object({ revision: Type.Integer(), at: InstantText }),
});

export const readKeptAnswers = endpoint({
  method: 'GET',
  path: '/api/kept-answers/:about',
  permission: 'draft-agreement',
  summary: 'The answers as they were last kept, and by whom; null when there are none',
  params: About,
  query: Type.Object({ base: Base }),
  reply: Type.Object({
    kept: Type.Union([
      Type.Object({
        revision: Type.Integer(),
        at: InstantText,
        by: Type.String(),
        draft: BegunDraft,
      }),
      Type.Null(),
    ]),
  }),
});

export const forgetKeptAnswers = endpoint({
  method: 'DELETE',
  path: '/api/kept-answers/:about',
  permission: 'draft-agreement',
  summary: 'Forget answers that were kept',
  params: About,
  reply: Done,
});
