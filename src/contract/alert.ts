import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { Done, Id, IdParams, InstantText } from '#contract/shapes.ts';
import { WIRE_QUESTION } from '#contract/wire-question.ts';
import { StoryLine } from '#contract/wire.ts';

/** A time of the day on a quarter of an hour. */
const QuarterTime = Type.String({ pattern: '^([01][0-9]|2[0-3]):(00|15|30|45)$' });

/** What a saved search asks: exactly what may be asked of the wire. */
export const SavedQuestion = Type.Object(WIRE_QUESTION);

/** When whoever follows a search is told. */
const Schedule = Type.Union([
  Type.Object({ kind: Type.Literal('at-once') }),
  Type.Object({ kind: Type.Literal('hourly') }),
  Type.Object({
    kind: Type.Literal('hours'),
    hours: Type.Array(QuarterTime, { minItems: 1, maxItems: 24, uniqueItems: true }),
  }),
]);

const Following = Type.Object({
  schedule: Schedule,
  byMail: Type.Boolean({ description: 'also by e-mail; the list of alerts has them in any case' }),
  paused: Type.Boolean(),
});

const HookFollowing = Type.Object({ destinationId: Id, schedule: Schedule });

const SEARCH = {
  name: Type.String({ minLength: 1, maxLength: 120 }),
  folder: Type.String({ maxLength: 60, description: 'empty: in no folder' }),
  scope: Type.Union([Type.Literal('personal'), Type.Literal('agency')], {
    description: 'agency: every colleague sees it, and follows it or not',
  }),
  question: SavedQuestion,
};

const SearchBody = Type.Object(SEARCH);

const SavedSearchShape = Type.Object({
  id: Id,
  ...SEARCH,
  keptBy: Type.String(),
  mayChange: Type.Boolean(),
  changedAt: InstantText,
  /** How the signed-in person follows it. */
  following: Type.Optional(Following),
  followers: Type.Integer({ description: 'people who follow it' }),
  hooks: Type.Array(Type.Intersect([HookFollowing, Type.Object({ name: Type.String() })])),
});

export const listSearches = endpoint({
  method: 'GET',
  path: '/api/searches',
  permission: 'read-wire',
  summary: 'Saved searches: one’s own and those of the agency',
  reply: Type.Object({
    searches: Type.Array(SavedSearchShape),
    /** Systems that take webhooks. */
    systems: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  }),
});

export const saveSearch = endpoint({
  method: 'POST',
  path: '/api/searches',
  permission: 'read-wire',
  summary: 'Save a search; one for the whole agency needs the seat of whoever takes stories',
  body: Type.Intersect([SearchBody, Type.Object({ following: Type.Optional(Following) })]),
  reply: Type.Object({ search: SavedSearchShape }),
});

export const changeSearch = endpoint({
  method: 'PUT',
  path: '/api/searches/:id',
  permission: 'read-wire',
  summary: 'Change a saved search',
  params: IdParams,
  body: SearchBody,
  reply: Type.Object({ search: SavedSearchShape }),
});

export const deleteSearch = endpoint({
  method: 'DELETE',
  path: '/api/searches/:id',
  permission: 'read-wire',
  summary: 'Delete a saved search; it can be brought back',
  params: IdParams,
  reply: Done,
});

export const restoreSearch = endpoint({
  method: 'POST',
  path: '/api/searches/:id/restore',
  permission: 'read-wire',
  summary: 'Bring back a deleted search, with those who followed it',
  params: IdParams,
  reply: Type.Object({ search: SavedSearchShape }),
});

export const followSearch = endpoint({
  method: 'PUT',
  path: '/api/searches/:id/following',
  permission: 'read-wire',
  summary: 'Follow a search, or change when and how',
  params: IdParams,
  body: Following,
  reply: Done,
});

export const unfollowSearch = endpoint({
  method: 'DELETE',
  path: '/api/searches/:id/following',
  permission: 'read-wire',
  summary: 'Follow a search no longer',
  params: IdParams,
  reply: Done,
});

export const hookSearch = endpoint({
  method: 'PUT',
  path: '/api/searches/:id/hook',
  permission: 'manage-destinations',
  summary: 'Have a system of ours told by signed webhook of what an agency-wide search finds',
  params: IdParams,
  body: HookFollowing,
  reply: Done,
});

export const unhookSearch = endpoint({
  method: 'DELETE',
  path: '/api/searches/:id/hooks/:destination',
  permission: 'manage-destinations',
  summary: 'Have a system told of it no longer',
  params: Type.Object({ id: Id, destination: Id }),
  reply: Done,
});

export const trySearch = endpoint({
  method: 'POST',
  path: '/api/searches/trial',
  permission: 'read-wire',
  summary: 'What a search would have found in the last days, before it is saved',
  body: Type.Object({ question: SavedQuestion }),
  reply: Type.Object({ days: Type.Integer(), total: Type.Integer(), stories: Type.Array(StoryLine) }),
});

export const listAlerts = endpoint({
  method: 'GET',
  path: '/api/alerts',
  permission: 'read-wire',
  summary: 'What the signed-in person was told of, newest first, and why',
  query: Type.Object({ after: Type.Optional(Type.String({ maxLength: 100 })) }),
  reply: Type.Object({
    alerts: Type.Array(
      Type.Object({
        id: Id,
        story: StoryLine,
        version: Type.Integer(),
        what: Type.Union([
          Type.Literal('story'),
          Type.Literal('withheld'),
          Type.Literal('released'),
          Type.Literal('killed'),
        ]),
        taken: Type.Boolean({ description: 'the person took the story' }),
        because: Type.Array(Type.Object({ id: Id, name: Type.String() })),
        toldAt: InstantText,
        read: Type.Boolean(),
      }),
    ),
    unread: Type.Integer(),
    next: Type.Optional(Type.String()),
  }),
});

export const countAlerts = endpoint({
  method: 'GET',
  path: '/api/alerts/unread',
  permission: 'read-wire',
  summary: 'How many alerts the signed-in person has not read',
  reply: Type.Object({ unread: Type.Integer() }),
});

export const readAlerts = endpoint({
  method: 'PUT',
  path: '/api/alerts/read',
  permission: 'read-wire',
  summary: 'Mark alerts as read: one, or all that were told up to a moment',
  body: Type.Union([Type.Object({ id: Id }), Type.Object({ until: InstantText })]),
  reply: Done,
});

const Settings = Type.Object({
  timeZone: Type.String({ maxLength: 60, description: 'IANA' }),
  quiet: Type.Optional(Type.Object({ from: QuarterTime, until: QuarterTime })),
  takenByMail: Type.Boolean({ description: 'e-mail about what becomes of stories that one took' }),
});

export const readAlertSettings = endpoint({
  method: 'GET',
  path: '/api/me/alerts',
  permission: 'read-wire',
  summary: 'When and how the signed-in person is told',
  reply: Settings,
});

export const setAlerts = endpoint({
  method: 'PUT',
  path: '/api/me/alerts',
  permission: 'read-wire',
  summary: 'Set quiet hours, their time zone, and e-mail about stories that one took',
  body: Settings,
  reply: Settings,
});

export const listHookPosts = endpoint({
  method: 'GET',
  path: '/api/alert-hooks',
  permission: 'manage-destinations',
  summary: 'The last webhooks of alerts, with the last 20 attempts of each and their exact answers',
  reply: Type.Object({
    posts: Type.Array(
      Type.Object({
        id: Id,
        system: Type.String(),
        madeAt: InstantText,
        stories: Type.Integer(),
        triedNextAt: Type.Optional(InstantText),
        tried: Type.Integer({ description: 'how often' }),
        attempts: Type.Array(
          Type.Object({
            at: InstantText,
            outcome: Type.Union([Type.Literal('done'), Type.Literal('failed'), Type.Literal('nothing')]),
            status: Type.Optional(Type.Integer()),
            answer: Type.String(),
          }),
        ),
      }),
    ),
  }),
});
