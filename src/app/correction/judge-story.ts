import type { Trilingual } from '#kernel/language.ts';
import type { Instant } from '#kernel/instant.ts';
import { directionsTo } from '#domain/agreement/compile-agreements.ts';
import {
  askToExtract,
  askToModify,
  askToPublish,
  askToTranslateAny,
} from '#domain/agreement/page-requests.ts';
import type { Decision } from '#domain/agreement/decision.ts';
import { sayAgreement, type SaidClause } from '#domain/agreement/say/say-agreement.ts';
import { sayReason } from '#domain/agreement/say/say-reason.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { readerOf, sayMay, type SaidMay } from '#app/agreement/say-may.ts';
import { gatherUse, judgeUse, type UseContext } from '#app/agreement/judge-use.ts';
import { judgeTake } from '#app/take/take-item.ts';
import type { ItemReader, StoredItem } from '#ports/item-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';

type JudgeStores = { readonly items: ItemReader; readonly useState: UseStateReader };

/** What an agreement lets us do with a story now, and its words: asked of the same rules that judge the click. */
export type SaidStory = {
  readonly rights: {
    readonly agreement?: { readonly uid: string; readonly title: Trilingual };
    readonly clauses: SaidClause[];
  };
  readonly may: {
    readonly take: SaidMay;
    readonly translate: SaidMay;
    /** To edit and shorten it in its own language. */
    readonly adapt: SaidMay;
    readonly publish: SaidMay;
    readonly correct: SaidMay;
    /** To stop it, or to release it again. */
    readonly withhold: SaidMay;
    readonly kill: SaidMay;
  };
};

/** Judges one story for one agency. A story that is not there any more may not be used at all. */
export async function judgeStory(
  needs: { readonly transact: Transact<JudgeStores> },
  asked: { readonly agency: Agency; readonly at: Instant },
  itemId: string,
): Promise<SaidStory> {
  return needs.transact(asked.agency.id, async ({ items, useState }) => {
    const item = await items.find(itemId);
    const stored = item && (await items.version(itemId, item.latestVersion));
    if (!item || !stored) return NOTHING;
    const subject = { item, version: stored.content, actor: asked.agency.did, at: asked.at };
    const context = await gatherUse(useState, subject);
    const may = mayWith(context, item, asked);
    const isOff = item.origin === 'partner' && may.take.ok && (await items.isOffOffer(item));
    return { rights: rightsOf(context, asked.agency), may: isOff ? { ...may, take: OFF_OFFER } : may };
  });
}

function mayWith(
  context: UseContext,
  item: StoredItem,
  { agency, at }: { readonly agency: Agency; readonly at: Instant },
): SaidStory['may'] {
  const reader = readerOf(context, agency);
  const translations = askToTranslateAny(agency, context.state).map((request) =>
    judgeUse(context, request, at),
  );
  const translate = translations.find(({ permitted }) => permitted) ?? translations[0] ?? DENIED;
  const own = item.origin === 'own';
  const isKilled = item.state === 'killed';
  return {
    take: own ? NOT_FOR_OWN : sayMay(judgeTake(context, agency, at), reader),
    translate: sayMay(translate, reader),
    adapt: own ? OWN_IS_CORRECTED : sayMay(judgeAdapting(context, agency, at), reader),
    publish: sayMay(judgeUse(context, askToPublish(agency), at), reader),
    correct: ownOnly(own, isKilled),
    withhold: ownOnly(own, isKilled),
    kill: ownOnly(own, isKilled),
  };
}

/** To edit it, or at least to print some words of it. */
function judgeAdapting(context: UseContext, agency: Agency, at: Instant): Decision {
  const editing = judgeUse(context, askToModify(agency), at);
  const quoting = judgeUse(context, askToExtract(agency, 1), at);
  return !editing.permitted && quoting.permitted ? quoting : editing;
}

function ownOnly(own: boolean, isKilled: boolean): SaidMay {
  if (isKilled)
    return { ok: false, because: [{ code: 'item.killed', sentence: sayReason({ code: 'item.killed' }) }] };
  return own ? { ok: true } : { ok: false, because: [{ code: 'story-not-own', sentence: NOT_OURS }] };
}

/** The clauses under which we hold a partner's story: those of the agreement that speaks of its provider and us. */
function rightsOf({ agreements, item }: UseContext, agency: Agency): SaidStory['rights'] {
  const [direction] = directionsTo(agreements, item, agency.did);
  if (!direction) return { clauses: [] };
  const { agreement } = direction.inForce;
  const said = sayAgreement(agreement);
  const ours = new Set(
    [...agreement.permissions, ...agreement.prohibitions, ...agreement.obligations]
      .filter(({ assigner, assignees }) => assigner === direction.giver && assignees.includes(agency.did))
      .map(({ uid }) => uid),
  );
  return {
    agreement: { uid: agreement.uid, title: said.title },
    clauses: said.clauses.filter(({ uid }) => ours.has(uid)),
  };
}

const NOT_OURS: Trilingual = {
  vi: 'Chỉ hãng gốc mới được đính chính hoặc rút tin này.',
  'zh-Hans': '只有原发机构可以更正或撤销这篇稿件。',
  en: 'Only the agency it came from can correct or kill this story.',
};

const NOT_FOR_OWN: SaidMay = {
  ok: false,
  because: [
    {
      code: 'story-own',
      sentence: {
        vi: 'Đây là tin của chính hãng, không cần lấy về.',
        'zh-Hans': '这是本社自己的稿件，无需采用。',
        en: 'This is our own story; it needs no taking.',
      },
    },
  ],
};

const OWN_IS_CORRECTED: SaidMay = {
  ok: false,
  because: [
    {
      code: 'story-own',
      sentence: {
        vi: 'Đây là tin của chính hãng: sửa nguồn thành phiên bản mới.',
        'zh-Hans': '这是本社自己的稿件：请在源稿中改出新版本。',
        en: 'This is our own story: it is edited at its source, as a new version.',
      },
    },
  ],
};

const DENIED: Decision = {
  permitted: false,
  because: [{ code: 'no.rule' }],
  duties: [],
  obligations: [],
  trace: [],
};

const OFF_OFFER: SaidMay = {
  ok: false,
  because: [
    {
      code: 'story-off-offer',
      sentence: {
        vi: 'Đối tác không còn chào tin này.',
        'zh-Hans': '合作方已不再提供这篇稿件。',
        en: 'The partner does not offer this story any more.',
      },
    },
  ],
};
const GONE: SaidMay = sayMay(DENIED, { zone: 'UTC', parties: [] });
const NOTHING: SaidStory = {
  rights: { clauses: [] },
  may: { take: GONE, translate: GONE, adapt: GONE, publish: GONE, correct: GONE, withhold: GONE, kill: GONE },
};
