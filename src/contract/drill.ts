import { Type } from 'typebox';
import { REACH_STEPS } from '#contract/correction.ts';
import { endpoint } from '#contract/endpoint.ts';
import { AgencyCard, Done, Id, IdParams, InstantText } from '#contract/shapes.ts';

/** How far a drill of ours has come at one partner. */
const DrillReachShape = Type.Object({
  ...REACH_STEPS,
  /** From written to applied by our own clock, to a tenth. */
  minutesToClear: Type.Optional(Type.Number({ minimum: 0 })),
});

export const DrillShape = Type.Object({
  id: Id,
  startedAt: InstantText,
  startedBy: Type.String(),
  reach: Type.Array(DrillReachShape),
});

/** The test story of a partner's drill; it is no story of the wire and has no text. */
export const TestStoryShape = Type.Object({
  id: Id,
  agency: AgencyCard,
  state: Type.Union([
    Type.Literal('held'),
    Type.Literal('open'),
    Type.Literal('applied'),
    Type.Literal('not-applicable'),
  ]),
  heldAt: Type.Optional(InstantText),
  killedAt: Type.Optional(InstantText),
  dueAt: Type.Optional(InstantText),
  overdue: Type.Boolean(),
  /** Has an editor here seen that it was killed? */
  seen: Type.Boolean(),
  automatic: Type.Boolean(),
  clearedAt: Type.Optional(InstantText),
});

export const listDrills = endpoint({
  method: 'GET',
  path: '/api/drills',
  permission: 'read-wire',
  summary: 'Kill drills: ours with the minutes each partner took, and the test stories of partners’ drills',
  reply: Type.Object({ drills: Type.Array(DrillShape), testStories: Type.Array(TestStoryShape) }),
});

export const startDrill = endpoint({
  method: 'POST',
  path: '/api/drills',
  permission: 'run-drill',
  summary:
    'Rehearse a kill with partners: a test story is offered and killed at once; nothing becomes public',
  body: Type.Object({
    partners: Type.Array(Type.String({ maxLength: 500 }), { minItems: 1, maxItems: 100 }),
  }),
  reply: Type.Object({ drill: DrillShape }),
});

export const seeTestStory = endpoint({
  method: 'POST',
  path: '/api/test-stories/:id/sight',
  permission: 'answer-notice',
  summary: 'A person has seen that a partner’s drill waits; the partner is told so once, and not who',
  params: IdParams,
  reply: Done,
});

export const clearTestStory = endpoint({
  method: 'POST',
  path: '/api/test-stories/:id/application',
  permission: 'answer-notice',
  summary: 'Clear the test story of a partner’s drill; the partner gets the receipt',
  params: IdParams,
  reply: Done,
});
