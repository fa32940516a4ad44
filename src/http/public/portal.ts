import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { languagePath, parseStoryPath } from '#domain/publication/story-path.ts';
import { transparencyPath } from '#portal/site.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { ReleasedReads, ViewTally } from '#ports/released-reads.ts';
import { preferredLanguage } from '../preferred-language.ts';
import { makeViewCounter, type ViewCounter } from './count-views.ts';
import { portalDoors } from './portal-doors.ts';
import { mountPortalFiles } from './portal-files.ts';
import type { PortalCall, PortalDoor, ReadLog } from './portal-needs.ts';
import { serveLog } from './serve-log.ts';
import { serveStanding } from './serve-standing.ts';
import { sendHeld, sendNotFound, serveStory } from './serve-story.ts';

export type PortalNeeds = {
  /** Over connections of the role `pactwire_portal`. */
  readonly reads: ReleasedReads;
  readonly tally: ViewTally;
  readonly agencies: Pick<AgencyDirectory, 'list'>;
  readonly readLog: ReadLog;
  /** The database was put back from a backup, and what was withdrawn since is not known again: nothing is shown (I28). */
  readonly isHeld?: () => boolean;
};

/** Opens the public portals at the root of the server, one at each address of ours: pages, feeds, sitemaps, pictures. */
export function mountPortal(server: FastifyInstance, needs: PortalNeeds): void {
  const counter = makeViewCounter(needs.tally);
  const isHeld = needs.isHeld ?? (() => false);
  keepCount(server, counter);
  mountPages(server, portalDoors({ ...needs, counter, isHeld }, server.door.publicOrigin));
  mountPortalFiles(server, { reads: needs.reads, isHeld });
}

const FLUSH_MS = 5000;

/** Sums go to the database every few seconds and when the server closes; a failed write is tried with the next. */
function keepCount(server: FastifyInstance, counter: ViewCounter): void {
  const flush = (): void => {
    counter.flush().catch(() => undefined); // the sums are kept and the next flush takes them along
  };
  const timer = setInterval(flush, FLUSH_MS);
  timer.unref();
  server.addHook('onClose', async () => {
    clearInterval(timer);
    await counter.flush().catch(() => undefined); // the database went first; a few views are lost, nothing else
  });
}

type Params = { readonly language: string; readonly page: string; readonly slug: string };

type Route = (
  url: string,
  answer: (door: PortalDoor, call: PortalCall, params: Params) => Promise<FastifyReply>,
) => void;

function mountPages(server: FastifyInstance, doorAt: (origin: string) => PortalDoor): void {
  const route: Route = (url, answer) => {
    server.route<{ Params: Partial<Params> }>({
      method: 'GET',
      url,
      config: { door: 'portal' },
      handler: async (request, reply) => {
        const door = doorAt(await server.door.askedOrigin(request));
        const agency = await door.agencies.known();
        if (!agency) return serversAnswer(reply);
        const { language = '', page = '', slug = '' } = request.params;
        const call = { request, reply, at: server.door.now(), agency };
        if (door.isHeld()) return sendHeld(door, call, wishedLanguage(call));
        return answer(door, call, { language, page, slug });
      },
    });
  };
  route('/', (_door, call) => redirectHome(call));
  route('/sitemap.xml', (door, call) => serveStanding(door, call, { name: 'sitemap.xml' }));
  route('/news-sitemap.xml', (door, call) => serveStanding(door, call, { name: 'news-sitemap.xml' }));
  mountLogs(route);
  route('/:language', (door, call, { language }) => serveShort(door, call, language));
  route('/:language/', (door, call, { language: said }) =>
    inLanguage(door, call, said, (language) => serveStanding(door, call, { name: 'home', language })),
  );
  route('/:language/:page', async (door, call, { language: said, page }) =>
    (await isForeignStory(door, call, said, page))
      ? serveStory(door, parseStoryPath(page) ?? 0, call)
      : inLanguage(door, call, said, (language) => serveNamed(door, call, language, page)),
  );
  route('/*', (door, call) => notHere(door, call));
}

/** The page of each agency's log. The address of the log itself, its origin, leads there in the language that is asked for. */
function mountLogs(route: Route): void {
  const lead = (call: PortalCall, slug?: string): Promise<FastifyReply> =>
    redirectWished(call, transparencyPath(wishedLanguage(call), slug));
  route('/transparency', (_door, call) => lead(call));
  route('/agencies/:slug/transparency', (_door, call, { slug }) => lead(call, slug));
  route('/:language/agencies/:slug/transparency', (door, call, { language: said, slug }) =>
    inLanguage(door, call, said, (language) => serveLog(door, call, { language, slug })),
  );
}

/** The front page in the language that the browser asks for, among those of the portal. */
async function redirectHome(call: PortalCall): Promise<FastifyReply> {
  return redirectWished(call, languagePath(wishedLanguage(call)));
}

async function redirectWished({ reply }: PortalCall, path: string): Promise<FastifyReply> {
  reply.header('vary', 'Accept-Language').header('cache-control', 'public, no-cache');
  return reply.redirect(path, 302);
}

/** What the browser asks for, when the portal has it; else the portal's first language. */
function wishedLanguage({ request, agency }: PortalCall): string {
  const wished = preferredLanguage(request.headers['accept-language']);
  return agency.languages.find((one) => one === wished) ?? agency.languages[0] ?? wished;
}

/** `/1001`, the short form of a story's address; `/vi` without its slash. */
async function serveShort(door: PortalDoor, call: PortalCall, said: string): Promise<FastifyReply> {
  const number = /^\d+$/.test(said) ? parseStoryPath(said) : undefined;
  if (number !== undefined) return serveStory(door, number, call);
  const language = spelled(call, said);
  return language === undefined ? notHere(door, call) : call.reply.redirect(languagePath(language), 301);
}

/** Calls on with the language as the agency spells it; an address in another case leads to the right one. */
async function inLanguage(
  door: PortalDoor,
  call: PortalCall,
  said: string,
  answer: (language: string) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const language = spelled(call, said);
  if (language === undefined) return notHere(door, call);
  if (said === said.toLowerCase()) return answer(language);
  return call.reply.redirect(withLowerCase(call.request, said), 301);
}

function withLowerCase({ url }: FastifyRequest, said: string): string {
  return url.replace(`/${said}/`, `/${said.toLowerCase()}/`);
}

/** A page in a language that the portal has no front page for: a newsroom may run a partner’s text as it is. */
async function isForeignStory(
  { reads }: PortalDoor,
  call: PortalCall,
  said: string,
  page: string,
): Promise<boolean> {
  const number = parseStoryPath(page);
  if (number === undefined || spelled(call, said) !== undefined) return false;
  const head = await reads.head(call.agency.id, number);
  return head?.language.toLowerCase() === said.toLowerCase();
}

function spelled({ agency }: PortalCall, said: string): string | undefined {
  return agency.languages.find((one) => one.toLowerCase() === said.toLowerCase());
}

async function serveNamed(
  door: PortalDoor,
  call: PortalCall,
  language: string,
  page: string,
): Promise<FastifyReply> {
  if (page === 'transparency') return serveLog(door, call, { language });
  if (isStanding(page)) return serveStanding(door, call, { name: page, language });
  const number = parseStoryPath(page);
  return number === undefined ? sendNotFound(door, call, language) : serveStory(door, number, call);
}

const STANDING = ['corrections', 'about', 'feed.xml', 'atom.xml', 'feed.json'] as const;

function isStanding(page: string): page is (typeof STANDING)[number] {
  return STANDING.some((name) => name === page);
}

/** No address of this node: a page for a person's browser, the server's own answer for a program. */
async function notHere(door: PortalDoor, call: PortalCall): Promise<FastifyReply> {
  if (!wantsPage(call.request)) return serversAnswer(call.reply);
  call.reply.header('vary', 'Accept, Accept-Language');
  return sendNotFound(door, call, wishedLanguage(call));
}

function wantsPage({ headers }: FastifyRequest): boolean {
  return /\btext\/html\b/i.test(headers.accept ?? '');
}

function serversAnswer(reply: FastifyReply): FastifyReply {
  reply.callNotFound();
  return reply;
}
