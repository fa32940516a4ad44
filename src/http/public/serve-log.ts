import type { FastifyReply } from 'fastify';
import { transparencyPage } from '#portal/transparency-page.ts';
import type { PortalCall, PortalDoor } from './portal-needs.ts';
import { HTML, sendPage } from './send-page.ts';
import { sendNotFound } from './serve-story.ts';

/** The page of the transparency log. It changes with the log and not with the edition, so it is made for each call. */
export async function serveLog(door: PortalDoor, call: PortalCall, language: string): Promise<FastifyReply> {
  const { request, reply, at, agency } = call;
  const log = await door.readLog(agency.id);
  if (!log) return sendNotFound(door, call, language);
  const site = { agency, origin: door.origin };
  const newest = log.withdrawals[0];
  const version = `log${log.size}-${log.cosigners}-${newest?.at ?? ''}-${newest?.index ?? ''}-${log.recalls.overdue}-${log.recalls.refused}`;
  const body = transparencyPage({ site, language, log }).markup;
  return sendPage(request, reply, { status: 200, type: HTML, body, version, madeAt: at });
}
