import { Type } from 'typebox';
import { DESTINATION_KINDS } from '#kernel/destination-kind.ts';
import { OUTLETS } from '#contract/destination-needs/delivery-channel.ts';
import { endpoint } from '#contract/endpoint.ts';
import { Id, IdParams, InstantText, LanguageTag, May, Said } from '#contract/shapes.ts';

/** By which delivery channel readers get what stands there, or `archive`: no reader gets it. */
const Outlet = Type.Enum([...OUTLETS]);

const Kind = Type.Enum([...DESTINATION_KINDS]);
const State = Type.Union([Type.Literal('active'), Type.Literal('paused')]);
const Deed = Type.Union([Type.Literal('publish'), Type.Literal('withdraw'), Type.Literal('kill')]);
const Outcome = Type.Union([
  Type.Literal('done'),
  Type.Literal('told', {
    description: 'of a stop; what was received there cannot be taken back, as a mail cannot',
  }),
  Type.Literal('failed'),
  Type.Literal('held', { description: 'nothing was sent; the answer says why' }),
  Type.Literal('given-up', { description: 'failed, and no other attempt comes by itself' }),
]);

const Attempt = {
  at: InstantText,
  deed: Deed,
  outcome: Outcome,
  status: Type.Optional(Type.Integer({ description: 'of HTTP' })),
  answer: Type.String({ description: 'the other system’s exact words, the first 2,000 characters' }),
};

const PlacementState = Type.Union([
  Type.Literal('waiting'),
  Type.Literal('there'),
  Type.Literal('failed'),
  Type.Literal('given-up'),
  Type.Literal('held'),
  Type.Literal('leaving', { description: 'is being taken back, and may still be seen there' }),
  Type.Literal('told', { description: 'was taken back by a word alone; what was received there stays' }),
  Type.Literal('gone'),
]);

/** Stories by how far they have come. */
const Counts = Type.Object({
  waiting: Type.Integer(),
  there: Type.Integer(),
  failed: Type.Integer(),
  'given-up': Type.Integer(),
  held: Type.Integer(),
  leaving: Type.Integer(),
  told: Type.Integer(),
  gone: Type.Integer(),
});

/** Another system of ours that stories are pushed to, without its secret. */
export const DestinationShape = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Kind,
  place: Type.String({ description: 'its address, or a folder' }),
  settings: Type.Record(Type.String(), Type.String()),
  channel: Type.Enum([...OUTLETS], {
    description:
      'by which readers get what stands there, or `archive` where none of them does: what the agreement is asked for at each push',
  }),
  hasSecret: Type.Boolean(),
  state: State,
  addedAt: InstantText,
  counts: Counts,
  last: Type.Optional(Type.Object(Attempt)),
});

/** A story, or one translation of it, in one destination. */
export const PlacementShape = Type.Object({
  id: Id,
  destination: Type.Object({ id: Id, name: Type.String(), kind: Kind, state: State }),
  storyId: Id,
  translationId: Type.Optional(Id),
  headline: Type.String(),
  language: LanguageTag,
  channel: Type.Optional(Type.Enum([...OUTLETS], { description: 'by which it went out' })),
  archived: Type.Optional(
    Type.Object(
      { isOver: Type.Boolean(), because: Type.Array(Said) },
      {
        description: 'of a partner’s story in an archive: until when it may stay, or why it was called back',
      },
    ),
  ),
  state: PlacementState,
  isKill: Type.Boolean(),
  version: Type.Optional(Type.Integer()),
  slug: Type.String({ description: 'the readable part of its address there' }),
  url: Type.Optional(Type.String({ description: 'where readers see it there' })),
  failures: Type.Integer(),
  orderedAt: InstantText,
  orderedBy: Type.Optional(Type.String()),
  triedNextAt: Type.Optional(InstantText),
  last: Type.Optional(Type.Object(Attempt)),
});

export const DeliveryShape = Type.Object({
  id: Id,
  placementId: Id,
  placementState: PlacementState,
  headline: Type.String(),
  language: LanguageTag,
  ...Attempt,
  durationMs: Type.Integer(),
});

const TrialShape = Type.Object({
  steps: Type.Array(
    Type.Object({
      name: Type.String({ description: 'reachable, credentials, draft-made, draft-removed' }),
      isDone: Type.Boolean(),
      status: Type.Optional(Type.Integer()),
      answer: Type.String(),
    }),
    { description: 'the first that failed is the last' },
  ),
});

const Name = Type.String({ minLength: 1, maxLength: 200 });
const Place = Type.String({ maxLength: 1000 });
const Settings = Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 1000 }), {
  maxProperties: 20,
});
const Secret = Type.String({ minLength: 1, maxLength: 10_000 });

const Asked = Type.Object({
  name: Name,
  kind: Kind,
  place: Type.Optional(Place),
  settings: Type.Optional(Settings),
  secret: Type.Optional(Secret),
});

export const listDestinations = endpoint({
  method: 'GET',
  path: '/api/destinations',
  permission: 'read-wire',
  summary: 'Systems of ours that stories are pushed to, and how many stories stand there',
  reply: Type.Object({ destinations: Type.Array(DestinationShape) }),
});

export const addDestination = endpoint({
  method: 'POST',
  path: '/api/destinations',
  permission: 'manage-destinations',
  summary: 'Add a system that stories can be pushed to; a secret that we make is shown this once',
  body: Asked,
  reply: Type.Object({ destination: DestinationShape, secret: Type.Optional(Type.String()) }),
});

export const tryNewDestination = endpoint({
  method: 'POST',
  path: '/api/destinations/trial',
  permission: 'manage-destinations',
  summary: 'Try a system before it is added: each step with its exact answer; nothing is kept',
  body: Asked,
  reply: TrialShape,
});

export const readDestination = endpoint({
  method: 'GET',
  path: '/api/destinations/:id',
  permission: 'read-wire',
  summary: 'One system that stories are pushed to',
  params: IdParams,
  reply: Type.Object({ destination: DestinationShape }),
});

export const changeDestination = endpoint({
  method: 'PATCH',
  path: '/api/destinations/:id',
  permission: 'manage-destinations',
  summary: 'Change its settings or its secret, pause it, or make it go on',
  params: IdParams,
  body: Type.Object({
    state: Type.Optional(State),
    name: Type.Optional(Name),
    place: Type.Optional(Place),
    hasMoved: Type.Optional(
      Type.Boolean({ description: 'the same system at a new address: it keeps what stands there' }),
    ),
    settings: Type.Optional(Settings),
    secret: Type.Optional(Secret),
    newSecret: Type.Optional(Type.Boolean({ description: 'made here and shown this once' })),
  }),
  reply: Type.Object({ destination: DestinationShape, secret: Type.Optional(Type.String()) }),
});

export const tryDestination = endpoint({
  method: 'POST',
  path: '/api/destinations/:id/trial',
  permission: 'manage-destinations',
  summary: 'Reach it, sign in, make a draft and remove it: each step with its exact answer',
  params: IdParams,
  reply: TrialShape,
});

const After = Type.Optional(Type.String({ format: 'uuid', description: '`next` of the page before' }));

export const listPlacements = endpoint({
  method: 'GET',
  path: '/api/destinations/:id/placements',
  permission: 'read-wire',
  summary: 'Stories in one destination, newest order first, fifty a page',
  params: IdParams,
  query: Type.Object({ after: After, only: Type.Optional(Type.Literal('open')) }),
  reply: Type.Object({ placements: Type.Array(PlacementShape), next: Type.Optional(Id) }),
});

export const listDeliveries = endpoint({
  method: 'GET',
  path: '/api/destinations/:id/deliveries',
  permission: 'read-wire',
  summary: 'Every attempt at one destination with its exact answer, newest first, fifty a page',
  params: IdParams,
  query: Type.Object({ after: After, only: Type.Optional(Type.Literal('failed')) }),
  reply: Type.Object({ deliveries: Type.Array(DeliveryShape), next: Type.Optional(Id) }),
});

export const readStoryPlacements = endpoint({
  method: 'GET',
  path: '/api/stories/:id/placements',
  permission: 'read-wire',
  summary: 'Where a story stands, and whether it, or a translation of it, may be pushed now',
  params: IdParams,
  query: Type.Object({ translation: Type.Optional(Id) }),
  reply: Type.Object({
    channels: Type.Array(
      Type.Object({
        channel: Outlet,
        may: May,
        kept: Type.Optional(
          Type.Array(Said, {
            description: 'of a partner’s story that may go into an archive: until when it may stay there',
          }),
        ),
      }),
      {
        description:
          'Whether this text may go to where it does not stand, by each delivery channel and into an archive.',
      },
    ),
    copies: Type.Array(Type.Object({ placementId: Id, may: May }), {
      description: 'Of each copy of this text: after its agreement has ended one may still be corrected.',
    }),
    placements: Type.Array(PlacementShape),
  }),
});

const Ordered = Type.Object({ placementId: Id });

export const pushStory = endpoint({
  method: 'POST',
  path: '/api/destinations/:id/placements',
  permission: 'publish',
  summary: 'Push a story, or a translation of it, there; again: as it now is',
  params: IdParams,
  body: Type.Object({ storyId: Id, translationId: Type.Optional(Id) }),
  reply: Ordered,
});

export const resendStory = endpoint({
  method: 'POST',
  path: '/api/placements/:id/resend',
  permission: 'publish',
  summary: 'Send once more what should stand there',
  params: IdParams,
  reply: Ordered,
});

export const callStoryBack = endpoint({
  method: 'POST',
  path: '/api/placements/:id/call-back',
  permission: 'publish',
  summary: 'Take a story out of a destination; a kill does so by itself, everywhere',
  params: IdParams,
  reply: Ordered,
});

export const recordRun = endpoint({
  method: 'POST',
  path: '/api/destinations/:id/runs',
  permission: 'publish',
  summary:
    'Record that people published a story, or a translation of it, there by hand; again: as it now is, its correction',
  params: IdParams,
  body: Type.Object({
    storyId: Id,
    translationId: Type.Optional(Id),
    ranOn: Type.String({ maxLength: 10, description: 'a calendar day of the agency, `2027-03-09`' }),
    where: Type.String({ maxLength: 200, description: 'a page, an edition, an hour; its provider reads it' }),
  }),
  reply: Ordered,
});

export const confirmGone = endpoint({
  method: 'POST',
  path: '/api/placements/:id/gone',
  permission: 'publish',
  summary: 'Confirm that people took back by hand what ran, or told those who have it',
  params: IdParams,
  body: Type.Object({
    isTold: Type.Boolean({ description: 'what is out cannot be taken back, as a printed page cannot' }),
    note: Type.String({ maxLength: 500, description: 'what was done, for the log of the destination' }),
  }),
  reply: Ordered,
});
