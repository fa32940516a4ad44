import { Type } from 'typebox';
import { InstantText } from '#contract/shapes.ts';

const DidText = Type.String({ pattern: '^did:[a-z0-9]+:[A-Za-z0-9._:%-]+$', maxLength: 300 });
const Label = Type.String({ minLength: 1, maxLength: 500 });

export const PERIODS = ['P1D', 'P1W', 'P1M', 'P3M', 'P1Y'] as const;
export const COMMITMENT_KINDS = ['visit', 'trainingPlace', 'jointProject'] as const;
export const CONTACT_PURPOSES = ['editorial', 'corrections', 'legal', 'technical'] as const;
export const INDEX_POLICIES = ['translationIndexed', 'noindex', 'canonicalToOriginal', 'own'] as const;

/** A text in at least one language. */
const SomeLanguages = Type.Object(
  { vi: Type.Optional(Label), 'zh-Hans': Type.Optional(Label), en: Type.Optional(Label) },
  { minProperties: 1 },
);

const PartyName = Type.Union([Type.Literal('us'), DidText], { description: '“us” or the DID of a party' });

/** Answers for one direction that a plain exchange leaves out; none of them said means none of it granted. */
export const FURTHER_ANSWERS = {
  providers: Type.Optional(
    Type.Array(DidText, {
      maxItems: 20,
      description: 'agencies whose items the giver passes on beside its own',
    }),
  ),
  products: Type.Optional(
    Type.Array(Label, { maxItems: 50, description: 'services by the giver’s own names' }),
  ),
  quotaPeriod: Type.Optional(Type.Enum([...PERIODS], { description: 'of the quota; not said: a month' })),
  quotaZone: Type.Optional(Type.String({ maxLength: 64, description: 'whose midnight ends the period' })),
  excerptWords: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  mayModify: Type.Optional(Type.Boolean()),
  archiveMonths: Type.Optional(Type.Integer({ minimum: 1, maximum: 1200 })),
  publishFrom: Type.Optional(InstantText),
  publishUntil: Type.Optional(InstantText),
  mayKeepInMemory: Type.Optional(Type.Boolean({ description: 'translation memory of the receiver’s own' })),
  mayMineData: Type.Optional(Type.Boolean()),
  passOnTo: Type.Optional(
    Type.Array(DidText, { minItems: 1, maxItems: 20, description: 'third parties, under no wider terms' }),
  ),
  credit: Type.Optional(Type.Boolean({ description: 'name the giver; not said: yes' })),
  creditWording: Type.Optional(SomeLanguages),
  exclusiveHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 8760 })),
};

/** A promise that one party makes to all the others. */
export const CommitmentAnswer = Type.Object({
  by: PartyName,
  kind: Type.Enum([...COMMITMENT_KINDS]),
  count: Type.Integer({ minimum: 1, maximum: 10_000 }),
  period: Type.Optional(
    Type.Enum([...PERIODS], { description: 'anew in each; not said: once over the whole term' }),
  ),
  zone: Type.Optional(Type.String({ maxLength: 64 })),
  title: SomeLanguages,
});

export const ContactAnswer = Type.Object({
  party: PartyName,
  contactFor: Type.Enum([...CONTACT_PURPOSES]),
  name: SomeLanguages,
  email: Type.String({ maxLength: 254 }),
  phone: Type.Optional(Type.String({ maxLength: 32 })),
});

/** Answers about the whole that have a default. */
export const FURTHER_TERMS = {
  others: Type.Optional(
    Type.Array(DidText, {
      maxItems: 10,
      description: 'further parties beside the partner; `give` is then what each gives to all the others',
    }),
  ),
  text: Type.Optional(
    Type.Object({
      digest: Type.String({ pattern: '^sha-256:[A-Za-z0-9_-]{43}$' }),
      address: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
    }),
  ),
  contacts: Type.Optional(Type.Array(ContactAnswer, { maxItems: 48 })),
  commitments: Type.Optional(Type.Array(CommitmentAnswer, { maxItems: 50 })),
  noticeDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 730 })),
  cureDays: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 365,
      description: 'to mend a breach before an ending for it takes hold; not said: ends at once',
    }),
  ),
  tailDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
  tailPolicy: Type.Optional(Type.Union([Type.Literal('keepPublished'), Type.Literal('removeAll')])),
  indexPolicy: Type.Optional(Type.Enum([...INDEX_POLICIES])),
};
