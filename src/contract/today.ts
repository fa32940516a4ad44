import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { NoticeShape } from '#contract/correction.ts';
import { AgreementLine } from '#contract/agreement.ts';
import { Id, InstantText, LanguageTag } from '#contract/shapes.ts';
import { StoryLine } from '#contract/wire.ts';
import { PartnerShape } from '#contract/partner.ts';

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
    /** Agreements that end soon and that nothing signed follows; each has its `reminder`. */
    renewals: Type.Array(AgreementLine),
    partners: Type.Array(PartnerShape),
    /** Our pages of stories of partners whose agreement has ended and lets no copy stay; soonest first. */
    removals: Type.Array(
      Type.Object({ id: Id, headline: Type.String(), language: LanguageTag, removeBy: InstantText }),
    ),
    recallsOpen: Type.Integer(),
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
