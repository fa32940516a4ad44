import type { Instant } from '#kernel/instant.ts';
import { INTERFACE_LANGUAGES, type Trilingual } from '#kernel/language.ts';
import {
  ACTIONS,
  DELIVERY_CHANNELS,
  type Action,
  type AgreementParty,
  type DeliveryChannel,
} from '#domain/agreement/agreement.ts';
import { directionsTo } from '#domain/agreement/compile-agreements.ts';
import type { Decision } from '#domain/agreement/decision.ts';
import { leftOf, quotasBetween, type QuotaLeft } from '#domain/agreement/quota-left.ts';
import {
  ACTION_NAMES,
  CHANNEL_NAMES,
  inEachGiven,
  languageName,
  territoryName,
} from '#domain/agreement/say/names.ts';
import { sayReason } from '#domain/agreement/say/say-reason.ts';
import { KEEP_PUBLISHED } from '#domain/agreement/use-question.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { MemberStore } from '#ports/account-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import { asPictures, gatherUse, judgeUse, type UseContext } from './judge-use.ts';
import { readerOf, sayMay, type SaidMay } from './say-may.ts';

type ExplainStores = {
  readonly items: ItemReader;
  readonly useState: UseStateReader;
  readonly members: Pick<MemberStore, 'list'>;
};

type Named = { readonly code: string; readonly name: Trilingual };

/** One action, into one language where it is translating, with the answer for each outlet. */
export type UseLine = {
  readonly action: Action;
  readonly language?: string;
  readonly name: Trilingual;
  readonly cells: { readonly channel: DeliveryChannel; readonly may: SaidMay }[];
};

/** One thing that may or may not be done with a copy that stands, and why. */
export type PublishedLine = {
  readonly name: Trilingual;
  readonly permitted: boolean;
  readonly sentences: Trilingual[];
};

/** Why we can or cannot use a story: every action by every outlet in one market, and whom to ask for more. */
export type ExplainedUse = {
  readonly territory: string;
  readonly territories: Named[];
  readonly channels: Named[];
  readonly lines: UseLine[];
  /** What may be done with a copy that was published before, also after the end. */
  readonly published: PublishedLine[];
  readonly quotas: QuotaLeft[];
  readonly ask: {
    /** Of the partner, as the agreement names them. */
    readonly partners: { readonly name: Trilingual; readonly agreement: string; readonly contact?: string }[];
    /** Our own people who look after agreements. */
    readonly coordinators: string[];
  };
};

/** Of the text, or of the pictures beside it: agreements name kinds of content, and pictures are one. */
export type UseSubjectOf = 'text' | 'pictures';

export type UseAbout = {
  readonly itemId: string;
  readonly subject: UseSubjectOf;
  /** ISO 3166-1 alpha-2; our own market where none is said. */
  readonly territory?: string;
  /** This outlet only; every one where none is said, and of copies that stand the web. */
  readonly channel?: DeliveryChannel;
};

/** Asks `decideUse` for each way of using a story; undefined when there is none. Nothing is recorded: nothing goes out. */
export async function explainUse(
  { transact }: { readonly transact: Transact<ExplainStores> },
  asked: { readonly agency: Agency; readonly at: Instant },
  about: UseAbout,
): Promise<ExplainedUse | undefined> {
  const { agency, at } = asked;
  return transact(agency.id, async ({ items, useState, members }) => {
    const item = await items.find(about.itemId);
    const stored = item && (await items.version(item.id, item.latestVersion));
    if (!item || !stored) return undefined;
    const gathered = await gatherUse(useState, { item, version: stored.content, actor: agency.did, at });
    const context = about.subject === 'pictures' ? asPictures(gathered) : gathered;
    const territory = about.territory ?? agency.territory;
    const counts = context.state.counts;
    const channels = about.channel === undefined ? DELIVERY_CHANNELS : [about.channel];
    const ask = { territory, channels };
    const quotas = quotasBetween(context.agreements, [context.item.provider, agency.did], at);
    return {
      territory,
      territories: territoriesOf(context, agency).map((code) => ({ code, name: territoryName(code) })),
      channels: channels.map((code) => ({ code, name: CHANNEL_NAMES[code] })),
      lines: linesOf(context, asked, ask),
      published: publishedLines(context, asked, ask),
      quotas: quotas.map((term) => leftOf(term, counts.get(term.rule) ?? 0)),
      ask: {
        partners: partnersOf(context, agency),
        coordinators: (await members.list())
          .filter(({ roles, closedAt }) => closedAt === undefined && roles.includes('coordinator'))
          .map(({ name }) => name),
      },
    };
  });
}

/** The first of the outlets is the one that copies are asked about. */
type Outlets = { readonly territory: string; readonly channels: readonly DeliveryChannel[] };

function linesOf(
  context: UseContext,
  { agency, at }: { readonly agency: Agency; readonly at: Instant },
  { territory, channels }: Outlets,
): UseLine[] {
  const reader = readerOf(context, agency);
  const line = (action: Action, name: Trilingual, language?: string): UseLine => ({
    action,
    name,
    ...(language === undefined ? {} : { language }),
    cells: channels.map((channel) => {
      const into = language === undefined ? {} : { targetLanguage: language };
      const request = { actor: agency.did, action, channel, territory, ...into };
      return { channel, may: sayMay(judgeUse(context, request, at), reader) };
    }),
  });
  const languages = [...new Set([...agency.languages, ...INTERFACE_LANGUAGES])];
  return ACTIONS.filter((action) => action !== 'offer').flatMap((action) =>
    action === 'translate'
      ? languages.map((language) => line(action, intoLanguage(language), language))
      : [line(action, ACTION_NAMES[action])],
  );
}

/** Asked of a copy that showed an older version: may it stay, and may it be brought to a correction? */
function publishedLines(
  context: UseContext,
  { agency, at }: { readonly agency: Agency; readonly at: Instant },
  { territory, channels }: Outlets,
): PublishedLine[] {
  const { item, state } = context;
  if (item.provider === agency.did || item.latestVersion === undefined) return [];
  const reader = readerOf(context, agency);
  const line = (name: Trilingual, { permitted, because }: Decision): PublishedLine => ({
    name,
    permitted,
    sentences: because.map((reason) => sayReason(reason, reader)),
  });
  const ask = { actor: agency.did, channel: channels[0] ?? 'web', territory } as const;
  const corrected: UseContext = {
    ...context,
    item: { ...item, version: item.latestVersion, latestIsCorrection: true },
    state: { ...state, publishedVersion: item.latestVersion - 1 },
  };
  return [
    line(KEEP_NAME, judgeUse(context, { ...ask, action: KEEP_PUBLISHED }, at)),
    line(CORRECT_NAME, judgeUse(corrected, { ...ask, action: 'publish' }, at)),
  ];
}

const KEEP_NAME: Trilingual = {
  vi: 'giữ bản đã đăng',
  'zh-Hans': '保留已发布的版本',
  en: 'leaving it published',
};
const CORRECT_NAME: Trilingual = {
  vi: 'sửa bản đã đăng theo đính chính',
  'zh-Hans': '按更正修改已发布的版本',
  en: 'correcting what is published',
};

function intoLanguage(tag: string): Trilingual {
  const action = ACTION_NAMES.translate;
  const language = languageName(tag);
  return {
    vi: `${action.vi} → ${language.vi}`,
    'zh-Hans': `${action['zh-Hans']} → ${language['zh-Hans']}`,
    en: `${action.en} → ${language.en}`,
  };
}

function directionsOf({ agreements, item }: UseContext, agency: Agency) {
  return directionsTo(agreements, item, agency.did);
}

/** Our own market, and every one that the agreements name. */
function territoriesOf(context: UseContext, agency: Agency): readonly string[] {
  const named = directionsOf(context, agency)
    .flatMap(({ permissions }) => [...permissions.values()].flat())
    .flatMap(({ constraints }) =>
      constraints.flatMap((term) => (term.operand === 'spatial' ? term.values : [])),
    );
  return [...new Set([agency.territory, ...named])];
}

function partnersOf(context: UseContext, agency: Agency): ExplainedUse['ask']['partners'] {
  return directionsOf(context, agency).flatMap(({ giver, inForce: { agreement } }) => {
    const party = agreement.parties.find(({ did }) => did === giver);
    if (!party) return [];
    const contact = contactOf(party);
    const known = contact === undefined ? {} : { contact };
    return [{ name: inEachGiven(party.name), agreement: agreement.uid, ...known }];
  });
}

/** Whom an editor asks there, or whoever is named first. */
function contactOf({ contacts = [] }: AgreementParty): string | undefined {
  const chosen = contacts.find(({ purpose }) => purpose === 'editorial') ?? contacts[0];
  if (chosen === undefined) return undefined;
  return 'address' in chosen ? chosen.address : chosen.email;
}
