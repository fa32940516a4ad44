import { sql } from 'kysely';
import { declareAgreementEvent, type Declaration } from '#app/agreement/declare-agreement-event.ts';
import { draftAgreement, type DraftQuestions } from '#app/agreement/draft-agreement.ts';
import { showAgreement } from '#app/agreement/show-agreement.ts';
import { signAgreement } from '#app/agreement/sign-agreement.ts';
import type { DirectionAnswers } from '#domain/agreement/template-answers.ts';
import { parseDuration, type Duration } from '#kernel/duration.ts';
import { instantOf } from '#kernel/instant.ts';
import type { FiledAgreement } from '#ports/agreement-store.ts';
import type { Town, TownAgency } from './two-agencies.ts';

/** Texts and pictures about the economy for the web, to be translated into Chinese, taken down by itself on a kill. */
export const DIRECTION: DirectionAnswers = {
  topics: ['medtop:04000000'],
  newsTypes: ['text', 'picture'],
  languages: [],
  channels: ['web'],
  territories: [],
  translateInto: ['zh-Hans'],
  linkBack: true,
  reportUseHours: 24,
  correctionHours: 2,
  killHours: 1,
  onKill: 'automatic',
};

/** An exchange with the partner for the year 2027. */
export function questionsFor(partner: TownAgency): DraftQuestions {
  return {
    template: 'news-exchange',
    partner: partner.agency.did,
    title: { vi: 'Trao đổi tin', 'zh-Hans': '新闻交换', en: 'News exchange' },
    governingLanguage: 'en',
    effectiveFrom: instantOf(Date.UTC(2027, 0, 1)),
    effectiveUntil: instantOf(Date.UTC(2028, 0, 1)),
    freshness: durationOf('PT15M'),
    give: DIRECTION,
    receive: { ...DIRECTION, translateInto: ['vi'] },
  };
}

/** What each of these gives to all the others at one event. */
export function poolOf(one: TownAgency, among: readonly TownAgency[]): DraftQuestions {
  const [partner, ...others] = among.filter((other) => other !== one);
  if (!partner) throw new Error('nobody pools alone');
  const { receive: _receive, ...questions } = questionsFor(partner);
  return { ...questions, template: 'event-pool', others: others.map(({ agency }) => agency.did) };
}

/** What both newsrooms do with agreements, told in a test's words. */
export function agreementDesk(town: Town) {
  const by = ({ agency }: TownAgency) => ({ agency, at: town.now() });
  const draft = async (
    one = town.hanoi,
    other = town.nanning,
    given: Partial<DirectionAnswers> = {},
    more: Partial<DraftQuestions> = {},
  ): Promise<string> => {
    const questions = { ...questionsFor(other), give: { ...DIRECTION, ...given }, ...more };
    const drafted = await draftAgreement(one.tools, by(one), questions);
    if (!drafted.ok) throw new Error(JSON.stringify(drafted.error));
    return drafted.value.uid;
  };
  /** A pool of everybody in town at one event, drafted by one of them. */
  const draftPool = async (one = town.hanoi, among = town.agencies): Promise<string> => {
    const drafted = await draftAgreement(one.tools, by(one), poolOf(one, among));
    if (!drafted.ok) throw new Error(JSON.stringify(drafted.error));
    return drafted.value.uid;
  };
  const filedAt = async (one: TownAgency, uid: string): Promise<FiledAgreement | undefined> =>
    (await town.within(one, ({ agreements }) => agreements.documents(uid))).at(-1);
  const sign = async (one: TownAgency, uid: string) => {
    const filed = await filedAt(one, uid);
    return signAgreement(one.tools, by(one), { uid, digest: filed?.digest ?? '' });
  };
  const stateAt = async (one: TownAgency, uid: string) => {
    const view = await showAgreement(one.tools, by(one), uid);
    return view.ok ? view.value.state : view.error.code;
  };
  return {
    by,
    draft,
    draftPool,
    filedAt,
    sign,
    stateAt,
    /** In Hanoi, then in Nanning. */
    statesOf: async (uid: string) => [await stateAt(town.hanoi, uid), await stateAt(town.nanning, uid)],
    async signedByBoth(
      given: Partial<DirectionAnswers> = {},
      more: Partial<DraftQuestions> = {},
    ): Promise<string> {
      const uid = await draft(town.hanoi, town.nanning, given, more);
      await sign(town.hanoi, uid);
      await town.exchange();
      await sign(town.nanning, uid);
      await town.exchange();
      return uid;
    },
    declare: (one: TownAgency, uid: string, declaration: Declaration) =>
      declareAgreementEvent(one.tools, by(one), { uid, declaration }),
    /** What was noted and refused, oldest first. */
    refusalsAt: (one: TownAgency) => notedAt(one, 'agreement-refused'),
    notedAt,
  };

  function notedAt(one: TownAgency, what: string) {
    return town.database.migrator.db.transaction().execute(async (trx) => {
      await sql`select set_config('pactwire.agency', ${one.agency.id}, true)`.execute(trx);
      const notes = trx.selectFrom('activity').select('facts').where('what', '=', what);
      return (await notes.orderBy('number').execute()).map(({ facts }) => facts);
    });
  }
}

function durationOf(text: string): Duration {
  const parsed = parseDuration(text);
  if (!parsed) throw new Error(`not a duration: ${text}`);
  return parsed;
}
