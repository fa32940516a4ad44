import { Type, type Static } from 'typebox';
import type { Endpoint, Reply } from '#contract/endpoint.ts';
import { listPartnerNames } from '#contract/partner.ts';
import { isReplyTo } from '#contract/read-reply.ts';
import { Id } from '#contract/shapes.ts';
import { WIRE_QUESTION } from '#contract/wire-question.ts';
import { listWire, readStory } from '#contract/wire.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import { sayPartners, sayStory, sayWire } from './say-reply.ts';

/** What the API answered to a GET of this path. */
export type AskApi = (path: string) => Promise<{ readonly status: number; readonly json: unknown }>;

/** What an assistant is told, in words. */
export type Told = { readonly text: string; readonly isRefused: boolean };

const Lang = Type.Optional(
  Type.Union([Type.Literal('vi'), Type.Literal('zh-Hans'), Type.Literal('en')], {
    description: 'language of names and rights in the answer; en if left out',
  }),
);

const { asTyped: _desk, ...QUESTION } = WIRE_QUESTION;

export const SearchInput = Type.Object({
  ...QUESTION,
  after: Type.Optional(Type.String({ maxLength: 200, description: 'what the page before called “next”' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, description: '20 if left out' })),
  lang: Lang,
});
export const StoryInput = Type.Object({ id: Id, lang: Lang });
export const PartnersInput = Type.Object({ lang: Lang });

const USUAL_LINES = 20;

/** Stories by words and filters, as the wire of the desk lists them. */
export async function searchWire(api: AskApi, input: Static<typeof SearchInput>): Promise<Told> {
  const { lang, limit = USUAL_LINES, ...question } = input;
  const query = new URLSearchParams({ ...question, limit: String(limit) }).toString();
  return ask(api, { endpoint: listWire, path: `/api/wire?${query}`, lang }, sayWire);
}

/** One story with what the agreement lets its reader do with it. */
export async function readOneStory(api: AskApi, { id, lang }: Static<typeof StoryInput>): Promise<Told> {
  return ask(api, { endpoint: readStory, path: `/api/stories/${id}`, lang }, sayStory);
}

/** The agencies that stories come from. */
export async function listPartners(api: AskApi, { lang }: Static<typeof PartnersInput>): Promise<Told> {
  return ask(api, { endpoint: listPartnerNames, path: listPartnerNames.path, lang }, sayPartners);
}

type Asked<E extends Endpoint> = {
  readonly endpoint: E;
  readonly path: string;
  readonly lang: InterfaceLanguage | undefined;
};

async function ask<E extends Endpoint>(
  api: AskApi,
  { endpoint, path, lang = 'en' }: Asked<E>,
  say: (reply: Reply<E>, lang: InterfaceLanguage) => string,
): Promise<Told> {
  const { status, json } = await api(path);
  if (status === 200 && isReplyTo(endpoint, json)) return { text: say(json, lang), isRefused: false };
  return { text: refusalIn(json), isRefused: true };
}

const Refused = Type.Object({ code: Type.String(), title: Type.String(), next: Type.String() });

function refusalIn(json: unknown): string {
  return isReplyTo({ ...listPartnerNames, reply: Refused }, json)
    ? `${json.title}. ${json.next} (${json.code})`
    : 'The node did not answer as its contract says.';
}
