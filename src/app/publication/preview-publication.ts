import type { SaidReason } from '#domain/agreement/say/say-reason.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Trilingual } from '#kernel/language.ts';
import { accept, type Result } from '#kernel/result.ts';
import { directionsTo } from '#domain/agreement/compile-agreements.ts';
import type { Decision } from '#domain/agreement/decision.ts';
import type { DutyAction } from '#domain/agreement/agreement.ts';
import { quotaPeriodAt } from '#domain/agreement/quota-period.ts';
import { howItWasMade } from '#domain/translation/adaptation.ts';
import { decidePublication, type PublicationQuestion } from '#domain/publication/judge-publication.ts';
import { creditLine } from '#domain/publication/credit-line.ts';
import { originLine } from '#domain/publication/origin-line.ts';
import type { SourcePicture } from '#domain/publication/story-pictures.ts';
import { countUnfinished } from '#domain/translation/translation.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { readerOf, sayMay, type SaidMay } from '#app/agreement/say-may.ts';
import {
  decidePicture,
  gatherPublication,
  type GatheredPublication,
  type GatherRefusal,
} from './gather-publication.ts';
import { picturesHere } from '#app/take/pictures-here.ts';
import type { PageOrder, PublishNeeds } from './publish-needs.ts';
import { sayMayPublish } from './say-publish-refusal.ts';

/** What a page would carry and whether it may go out, before anybody presses the button. */
export type PublicationPreview = {
  readonly may: SaidMay;
  readonly headline: string;
  readonly creditLine: string;
  readonly originLine: Trilingual;
  readonly linkBack?: string;
  readonly duties: { readonly action: string; readonly sentence: Trilingual }[];
  readonly quota?: { readonly used: number; readonly limit: number; readonly renewsAt: Instant };
  readonly unfinishedBlocks: number;
  /** Pictures that the page goes without, and why. */
  readonly leftOut: { readonly name: string; readonly because: SaidReason[] }[];
};

/** Asks the same rules that will judge the click; changes nothing. */
export async function previewPublication(
  needs: Pick<PublishNeeds, 'transact'>,
  agency: Agency,
  order: PageOrder,
): Promise<Result<PublicationPreview, GatherRefusal>> {
  return needs.transact(agency.id, async (stores) => {
    const gathered = await gatherPublication(stores, agency, order, 'look');
    if (!gathered.ok) return gathered;
    const { item, version } = gathered.value;
    const { away } = await picturesHere(stores, item, version.content);
    return accept(previewOf(gathered.value, agency, away));
  });
}

function previewOf(
  gathered: GatheredPublication,
  agency: Agency,
  away: readonly SourcePicture[],
): PublicationPreview {
  const { version, translation, provider, language, linkBack, question } = gathered;
  const decision = decidePublication(question);
  const quota = quotaOf(question, decision, agency);
  const headline = translation?.blocks.find(({ id }) => id === 'headline')?.text ?? '';
  return {
    may: sayMayPublish(question, readerOf(question, agency)),
    headline: headline === '' ? version.content.headline : headline,
    creditLine: creditLine(version.content, provider, language, decision.duties),
    originLine: originLine({
      provider: provider.name,
      publisher: agency.name,
      isPartners: provider.did !== agency.did,
      ...howItWasMade(translation),
      sourceLanguage: version.content.language,
    }),
    ...(linkBack === undefined ? {} : { linkBack }),
    duties: decision.duties.map(({ action }) => ({ action, sentence: DUTIES[action] })),
    ...(quota ? { quota } : {}),
    unfinishedBlocks: translation ? countUnfinished(translation.blocks) : 0,
    leftOut: [...leftOut(gathered, agency), ...notHereYet(gathered, away)],
  };
}

/** None where the story itself may not go: that says it already. */
function leftOut(gathered: GatheredPublication, agency: Agency): PublicationPreview['leftOut'] {
  const { version, question } = gathered;
  if (!decidePublication(question).permitted) return [];
  return version.content.associations.flatMap(({ guid, headline, caption }) => {
    const may = sayMay(decidePicture(gathered, guid), readerOf(question, agency));
    return may.ok ? [] : [{ name: headline ?? caption ?? guid, because: may.because }];
  });
}

/** A picture is fetched after its story was taken, so a page that is published at once may go without it. */
function notHereYet(
  gathered: GatheredPublication,
  away: readonly SourcePicture[],
): PublicationPreview['leftOut'] {
  const because = [{ code: 'picture-not-here-yet', sentence: NOT_HERE_YET }];
  return away
    .filter(({ guid }) => decidePicture(gathered, guid).permitted)
    .map(({ guid, caption }) => ({ name: caption ?? guid, because }));
}

const NOT_HERE_YET: Trilingual = {
  vi: 'Ảnh chưa về tới đây: đăng bây giờ thì trang không có ảnh, đăng lại khi ảnh đã về thì trang có ảnh.',
  'zh-Hans': '图片尚未传到：现在发布，页面不带此图；图片到后再发布一次，页面即可补上。',
  en: 'It has not come yet: a page published now goes without it, and has it when published again later.',
};

const DUTIES: Readonly<Record<DutyAction, Trilingual>> = {
  attribute: {
    vi: 'Trang ghi nguồn đúng như trên.',
    'zh-Hans': '页面将按上文署名。',
    en: 'The page prints the credit line exactly as above.',
  },
  linkBack: {
    vi: 'Trang dẫn liên kết về bản gốc.',
    'zh-Hans': '页面将附原文链接。',
    en: 'The page links back to the original.',
  },
  nextPolicy: {
    vi: 'Bên thứ ba phải chấp nhận điều kiện của thỏa thuận.',
    'zh-Hans': '第三方须接受协议的条件。',
    en: 'Third parties are bound to the terms of the agreement.',
  },
};

/** Of the clause that decides, when it counts. */
function quotaOf(
  { agreements, item, state, at }: PublicationQuestion,
  decision: Decision,
  agency: Agency,
): PublicationPreview['quota'] {
  const rule =
    decision.rule ?? decision.because.find(({ clause }) => clause?.kind === 'permission')?.clause?.uid;
  const directions = directionsTo(agreements, item, agency.did);
  const permissions = directions.flatMap((one) => [...one.permissions.values()].flat());
  const term = permissions
    .find(({ permission }) => permission.uid === rule)
    ?.constraints.find(({ operand }) => operand === 'countPerPeriod');
  if (rule === undefined || term?.operand !== 'countPerPeriod') return undefined;
  const { until } = quotaPeriodAt(term.period, term.zone, at);
  return { used: state.counts.get(rule) ?? 0, limit: term.value, renewsAt: until };
}
