import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { AgencyCard, Id, IdParams, InstantText, LanguageTag, May } from '#contract/shapes.ts';

export const TranslationBlockShape = Type.Object({
  /** The source block this one answers to; stable over versions. `headline` and `summary` are blocks too. */
  id: Type.String(),
  kind: Type.String(),
  source: Type.String(),
  /** The source text the translation was made from, when the source has changed since. */
  previousSource: Type.Optional(Type.String()),
  text: Type.String(),
  state: Type.Union([
    Type.Literal('untranslated'),
    Type.Literal('draft'),
    Type.Literal('confirmed'),
    Type.Literal('stale'),
  ]),
});

export const TranslationShape = Type.Object({
  id: Id,
  storyId: Id,
  provider: AgencyCard,
  sourceLanguage: LanguageTag,
  language: LanguageTag,
  state: Type.Union([
    Type.Literal('draft'),
    Type.Literal('ready'),
    Type.Literal('stale'),
    Type.Literal('killed'),
  ]),
  /** Raised at every save; sent back as `revision` so that two people never overwrite each other. */
  revision: Type.Integer(),
  sourceVersion: Type.Integer(),
  latestVersion: Type.Integer(),
  correctionNote: Type.Optional(Type.String()),
  savedAt: InstantText,
  blocks: Type.Array(TranslationBlockShape),
  may: Type.Object({ publish: May }),
  publication: Type.Optional(Type.Object({ id: Id, url: Type.String(), state: Type.String() })),
});

export const startTranslation = endpoint({
  method: 'POST',
  path: '/api/stories/:id/translations',
  permission: 'translate',
  summary:
    'Open a translation into one language (into that of the story: an adaptation), or return the one that is open',
  params: IdParams,
  body: Type.Object({ language: LanguageTag }),
  reply: Type.Object({ id: Id }),
});

export const readTranslation = endpoint({
  method: 'GET',
  path: '/api/translations/:id',
  permission: 'read-wire',
  summary: 'A translation side by side with its source, block by block',
  params: IdParams,
  reply: TranslationShape,
});

export const listTranslations = endpoint({
  method: 'GET',
  path: '/api/translations',
  permission: 'read-wire',
  summary: 'Open translations of this agency, latest work first',
  reply: Type.Object({
    translations: Type.Array(
      Type.Object({
        id: Id,
        storyId: Id,
        headline: Type.String(),
        language: LanguageTag,
        state: Type.String(),
        staleBlocks: Type.Integer(),
        savedAt: InstantText,
      }),
    ),
  }),
});

export const saveTranslation = endpoint({
  method: 'PATCH',
  path: '/api/translations/:id',
  permission: 'translate',
  summary: 'Save some blocks; saving a stale block clears its mark',
  params: IdParams,
  body: Type.Object({
    revision: Type.Integer(),
    blocks: Type.Array(
      Type.Object({
        id: Type.String({ maxLength: 1024 }),
        text: Type.String({ maxLength: 20_000 }),
        state: Type.Union([Type.Literal('draft'), Type.Literal('confirmed')]),
      }),
      { maxItems: 500 },
    ),
  }),
  reply: Type.Object({ revision: Type.Integer(), savedAt: InstantText, state: Type.String() }),
});
