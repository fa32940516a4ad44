import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  actByLink,
  openSigningLink,
  rejectByLink,
  type OpenedLink,
  type LinkVisit,
  type UseLinkNeeds,
} from '#app/agreement/use-signing-link.ts';
import { PROBLEMS } from '#contract/problems.ts';
import { inEachGiven } from '#domain/agreement/say/names.ts';
import { judgeLink } from '#domain/agreement/signing/signing-link.ts';
import { fingerprintWords } from '#domain/newsroom/fingerprint/fingerprint-words.ts';
import { fromBase64url } from '#formats/envelope/base64url.ts';
import type { SafeHtml } from '#formats/html/safe-html.ts';
import { isInterfaceLanguage, type InterfaceLanguage } from '#kernel/language.ts';
import type { Result } from '#kernel/result.ts';
import { noSignPage, signPage, type Failed } from '#portal/signing/sign-page.ts';
import { preferredLanguage } from '../preferred-language.ts';
import { statusOf, type Refusal } from '../problems.ts';
import { visitorOf } from '../visitor.ts';
import { HTML } from './send-page.ts';
import { takeForms } from './take-forms.ts';

type Call = FastifyRequest<{ Params: { token: string }; Querystring: { lang?: unknown } }>;

/** The room where somebody without an account reads, compares, signs or rejects: plain pages and forms, no script. */
export async function mountSigningRoom(server: FastifyInstance, needs: UseLinkNeeds): Promise<void> {
  await server.register(async (room) => {
    takeForms(room);
    room.get('/sign/:token', { config: { door: 'room' } }, async (request: Call, reply) =>
      show(needs, request, reply),
    );
    room.post('/sign/:token', { config: { door: 'room' } }, async (request: Call, reply) => {
      const fields = new Map(request.body instanceof URLSearchParams ? request.body.entries() : []);
      const typed = (name: string): string => (fields.get(name) ?? '').slice(0, 1000).replaceAll('\0', '');
      const answer = { name: typed('name'), code: typed('code') };
      const visit = visitOf(request);
      const done =
        typed('act') === 'reject'
          ? await rejectByLink(needs, visit, { ...answer, reason: typed('reason') })
          : await actByLink(needs, visit, answer);
      const language = languageOf(request);
      if (done.ok) return reply.redirect(`${pathOf(request)}?lang=${language}`, 303);
      const { title, next } = PROBLEMS[done.error.code];
      reply.code(statusOf(done.error.code));
      return show(needs, request, reply, {
        title: title[language],
        next: next[language],
        code: done.error.code,
        name: answer.name,
        reason: typed('reason'),
      });
    });
  });
}

async function show(
  needs: UseLinkNeeds,
  request: Call,
  reply: FastifyReply,
  failed?: Failed,
): Promise<FastifyReply> {
  const language = languageOf(request);
  const visit = visitOf(request);
  const opened: Result<OpenedLink, Refusal> = await openSigningLink(needs, visit);
  if (opened.ok) return send(reply, roomPage(opened.value, { language, visit, failed }));
  const { title, next } = PROBLEMS[opened.error.code];
  reply.code(statusOf(opened.error.code));
  const problem = { title: title[language], next: next[language], code: opened.error.code };
  return send(reply, noSignPage(language, pathOf(request), problem));
}

function roomPage(
  { agency, link, view }: OpenedLink,
  how: {
    readonly language: InterfaceLanguage;
    readonly visit: LinkVisit;
    readonly failed: Failed | undefined;
  },
): SafeHtml {
  const { language, visit, failed } = how;
  const { agreement } = view.record;
  const open = judgeLink(link, visit.at);
  return signPage({
    language,
    path: `/sign/${visit.token}`,
    agency,
    link,
    state: open.ok ? 'open' : open.error.how,
    said: view.said,
    parties: agreement.parties.map(({ name, keyThumbprint }) => ({
      name: inEachGiven(name)[language],
      thumbprint: keyThumbprint,
      words: fingerprintWords(fromBase64url(keyThumbprint) ?? new Uint8Array(), language),
    })),
    ...(failed ? { failed } : {}),
  });
}

/** Never kept by a browser or a proxy: whoever sits down at the same computer next has no business here. */
function send(reply: FastifyReply, page: SafeHtml): FastifyReply {
  return reply.type(HTML).header('x-robots-tag', 'noindex, nofollow').send(page.markup);
}

function visitOf(request: Call): LinkVisit {
  const { door } = request.server;
  const at = door.now();
  return { token: request.params.token, visitor: visitorOf(request, door.visitors, at).key, at };
}

function pathOf({ params }: Call): string {
  return `/sign/${encodeURIComponent(params.token)}`;
}

function languageOf({ query, headers }: Call): InterfaceLanguage {
  const { lang } = query;
  return typeof lang === 'string' && isInterfaceLanguage(lang)
    ? lang
    : preferredLanguage(headers['accept-language']);
}
