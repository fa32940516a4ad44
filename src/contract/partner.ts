import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { AgencyCard, Done, InstantText, Trilingual } from '#contract/shapes.ts';

/** A pinned key as a person compares it: its RFC 7638 thumbprint. */
const KeyShape = Type.Object({ kid: Type.String(), role: Type.String(), thumbprint: Type.String() });

/** An agency’s keys as ten words, the same ones on both desks, to read out on the telephone. */
const SpokenKeys = Trilingual;

export const PartnerShape = Type.Object({
  agency: AgencyCard,
  baseUrl: Type.String(),
  /** `invited`: we asked; `asking`: they asked and nobody here has answered; `pinned`: both sides trust the keys. */
  state: Type.Union([Type.Literal('invited'), Type.Literal('asking'), Type.Literal('pinned')]),
  keys: Type.Array(KeyShape),
  words: SpokenKeys,
  since: InstantText,
  incoming: Type.Optional(
    Type.Object({
      seq: Type.Integer(),
      /** When their head was last seen fresh; publishing needs it within the agreement's freshness. */
      headAt: Type.Optional(InstantText),
      state: Type.String(),
      lastError: Type.Optional(Type.String()),
    }),
  ),
  outgoing: Type.Optional(
    Type.Object({
      seq: Type.Integer(),
      partnerHolds: Type.Integer(),
      lastError: Type.Optional(Type.String()),
    }),
  ),
  /** Our channel to them says nothing new until what our restored database has lost is back. */
  waits: Type.Boolean(),
  /** The key of ours that they believe, where it was lost: until the recovery key has spoken nothing more is said to them. */
  lostKey: Type.Optional(Type.String()),
  counts: Type.Object({
    received: Type.Integer(),
    offered: Type.Integer(),
    taken: Type.Integer(),
    usesReported: Type.Integer(),
  }),
});

export const listPartners = endpoint({
  method: 'GET',
  path: '/api/partners',
  permission: 'read-wire',
  summary: 'Partner agencies and the health of each link',
  /** `ours`: the words of our own keys, which the other side reads on its desk. */
  reply: Type.Object({ partners: Type.Array(PartnerShape), ours: SpokenKeys }),
});

export const listPartnerNames = endpoint({
  method: 'GET',
  path: '/api/partners/names',
  permission: 'read-wire',
  keyScope: 'read-partners',
  summary: 'The agencies we cooperate with, by name and ownership',
  reply: Type.Object({ partners: Type.Array(AgencyCard) }),
});

export const lookUpPartner = endpoint({
  method: 'POST',
  path: '/api/partners/lookup',
  permission: 'manage-partners',
  summary: 'Ask a node who it is: its card and the thumbprints of its keys, step by step',
  body: Type.Object({ url: Type.String({ maxLength: 500 }) }),
  reply: Type.Object({
    agency: AgencyCard,
    baseUrl: Type.String(),
    keys: Type.Array(KeyShape),
    words: SpokenKeys,
    ours: SpokenKeys,
    steps: Type.Array(Type.Object({ step: Type.String(), ok: Type.Boolean(), answer: Type.String() })),
  }),
});

export const invitePartner = endpoint({
  method: 'POST',
  path: '/api/partners',
  permission: 'manage-partners',
  summary: 'Pin a node’s keys as compared and introduce ourselves to it',
  body: Type.Object({
    url: Type.String({ maxLength: 500 }),
    thumbprints: Type.Array(Type.String({ maxLength: 64 })),
  }),
  reply: Type.Object({ did: Type.String() }),
});

export const acceptPartner = endpoint({
  method: 'POST',
  path: '/api/partners/acceptance',
  permission: 'manage-partners',
  summary: 'Accept an agency that asked to cooperate; its keys are pinned',
  body: Type.Object({
    did: Type.String({ maxLength: 300 }),
    thumbprints: Type.Array(Type.String({ maxLength: 64 })),
  }),
  reply: Done,
});
