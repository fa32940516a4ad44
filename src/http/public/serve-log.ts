import type { FastifyReply } from 'fastify';
import { transparencyPage, type LogAgency } from '#portal/transparency-page.ts';
import type { WithdrawalPlace } from '#ports/reads/log-leaves.ts';
import type { PortalCall, PortalDoor } from './portal-needs.ts';
import { HTML, sendPage } from './send-page.ts';
import { sendNotFound } from './serve-story.ts';

/** Which log in which language; `slug` names another agency than the one that has the portal. */
type Asked = { readonly language: string; readonly slug?: string };

/** The page of a transparency log. It changes with the log and not with the edition, so it is made for each call. */
export async function serveLog(
  door: PortalDoor,
  call: PortalCall,
  { language, slug }: Asked,
): Promise<FastifyReply> {
  const { request, reply, at, agency } = call;
  const [root, ...others] = (await door.directory.list()).map(
    ({ id, name, timeZone, slug: own }, number): LogAgency & { readonly id: string } =>
      number === 0 ? { id, name, timeZone } : { id, name, timeZone, slug: own },
  );
  const of = slug === undefined ? root : others.find((one) => one.slug === slug);
  const place = placeIn(request.query);
  const log = of && place !== 'nowhere' ? await door.readLog(of.id, place) : undefined;
  if (!root || !of || !log) return sendNotFound(door, call, language);
  const site = { agency, origin: door.origin };
  const agencies = [root, ...others];
  const body = transparencyPage({ site, language, log, of, agencies }).markup;
  const { page, recalls, lateDays, releases } = log;
  const [first, last] = [page.withdrawals[0], page.withdrawals.at(-1)];
  const version = [
    `log${log.size}`,
    log.cosigners,
    ...[first, last].flatMap((one) => [one?.number ?? '', one?.index ?? '']),
    Number(page.newer),
    Number(page.older),
    recalls.overdue,
    recalls.refused,
    lateDays.length,
    releases[0]?.at ?? '',
    releases[0]?.index ?? '',
    agencies.length,
  ].join('-');
  return sendPage(request, reply, { status: 200, type: HTML, body, version, madeAt: at });
}

/** `?before=N` or `?after=N`; an address that says anything else of the kind is none. */
function placeIn(query: unknown): WithdrawalPlace | 'nowhere' {
  const { before, after } = Object.fromEntries(Object.entries(query ?? {}));
  if (before === undefined && after === undefined) return undefined;
  const number = before ?? after;
  if (
    typeof number !== 'string' ||
    !/^\d{1,15}$/.test(number) ||
    (before !== undefined && after !== undefined)
  )
    return 'nowhere';
  return before === undefined ? { after: Number(number) } : { before: Number(number) };
}
