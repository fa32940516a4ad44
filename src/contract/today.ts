import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { NoticeShape } from '#contract/correction.ts';
import { AgreementLine } from '#contract/agreement.ts';
import { AgreementParams } from '#contract/agreement-endings.ts';
import { Done, Id, InstantText, LanguageTag, Trilingual } from '#contract/shapes.ts';
import { StoryLine } from '#contract/wire.ts';
import { PartnerShape } from '#contract/partner.ts';

const RemindedStep = Type.Object({
  digest: Type.String({ maxLength: 60 }),
  about: Type.Union([Type.Literal('end'), Type.Literal('notice')]),
  since: InstantText,
});

export const seeReminder = endpoint({
  method: 'PUT',
  path: '/api/agreements/:uid/seen',
  permission: 'draft-agreement',
  summary: 'I have seen this reminder; it waits for its next step, on every screen of mine',
  params: AgreementParams,
  body: RemindedStep,
  reply: Done,
});

export const readToday = endpoint({
  method: 'GET',
  path: '/api/today',
  permission: 'read-wire',
  summary: 'What needs me now: arrivals, due corrections, open translations, agreements to sign, quiet links',
  reply: Type.Object({
    arrivals: Type.Array(StoryLine),
    notices: Type.Array(NoticeShape),
    translations: Type.Array(
      Type.Object({
        id: Type.String(),
        headline: Type.String(),
        language: Type.String(),
        state: Type.String(),
        staleBlocks: Type.Integer(),
      }),
    ),
    agreements: Type.Array(AgreementLine),
    /** Agreements that end soon, or whose last day for notice is near, and that nothing signed follows. */
    renewals: Type.Array(AgreementLine),
    /** The steps of these that this person has seen. */
    seen: Type.Array(RemindedStep),
    partners: Type.Array(PartnerShape),
    /** Our pages of stories of partners whose agreement has ended and lets no copy stay; soonest first. */
    removals: Type.Array(
      Type.Object({ id: Id, headline: Type.String(), language: LanguageTag, removeBy: InstantText }),
    ),
    /** Test stories of partners' drills that wait to be cleared. */
    drillsWaiting: Type.Integer(),
    recallsOpen: Type.Integer(),
    /** Of them, how many partners are late with an answer. */
    recallsOverdue: Type.Integer(),
    /** Sources that stopped by themselves, or of which nothing comes any more that used to; longest first. */
    sources: Type.Array(
      Type.Object({
        id: Id,
        name: Type.String(),
        trouble: Type.Union([Type.Literal('stopped'), Type.Literal('silent')]),
        since: InstantText,
        detail: Type.String({
          description: 'how its last reading failed, in English; empty where it did not',
        }),
      }),
    ),
    /** Systems of ours where stories do not arrive, or where stopped ones may still be seen; longest first. */
    destinations: Type.Array(
      Type.Object({
        id: Id,
        name: Type.String(),
        isByHand: Type.Boolean({ description: 'people bring stories there, and take them out' }),
        failing: Type.Integer(),
        leaving: Type.Integer(),
        killed: Type.Integer({ description: 'of those that are leaving' }),
        since: InstantText,
        answer: Type.String({ description: 'its last answer' }),
      }),
    ),
    /** Since when nothing is shown to the public: the database was put back from a backup (docs/restore.md). */
    heldSince: Type.Optional(InstantText),
    /** Why our transparency log is not continued, if it stands still. */
    logStopped: Type.Optional(
      Type.Union([Type.Literal('log-broken'), Type.Literal('log-rolled-back'), Type.Literal('log-forked')]),
    ),
    /** Partners that do not cosign our transparency log, longest first. */
    logDeclined: Type.Array(
      Type.Object({
        did: Type.String(),
        name: Trilingual,
        reason: Type.Union([
          Type.Literal('malformed'),
          Type.Literal('signature'),
          Type.Literal('log-unknown'),
          Type.Literal('size'),
          Type.Literal('inconsistent'),
          Type.Literal('unusable'),
          Type.Literal('other'),
        ]),
        said: Type.String({ description: 'its own words, or its HTTP status where it said none' }),
        since: InstantText,
      }),
    ),
    /** Partners whose own log has contradicted itself; `pactwire log conflicts` has the proof. */
    logContradicting: Type.Array(
      Type.Object({
        did: Type.String(),
        name: Trilingual,
        at: InstantText,
        isProven: Type.Boolean({
          description:
            'false: a larger tree that nobody has proven to continue what we cosigned, and nobody not to',
        }),
      }),
    ),
    /** The five steps of the first exchange, each proven by what is in the store. */
    firstSteps: Type.Array(
      Type.Object({
        step: Type.Union([
          Type.Literal('partner'),
          Type.Literal('agreement'),
          Type.Literal('take'),
          Type.Literal('publish'),
          Type.Literal('reported'),
        ]),
        done: Type.Boolean(),
      }),
    ),
  }),
});
