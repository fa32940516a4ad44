import { noteChanges } from '#app/alert/note-changes.ts';
import { sendHooks, systemsDue } from '#app/alert/send-hooks.ts';
import { sendLetters } from '#app/alert/send-letters.ts';
import { forgetAlerts, tellAlerts } from '#app/alert/tell-alerts.ts';
import type { SystemTools } from '#app/alert/tell-system.ts';
import type { ReadNeeds } from '#app/search/ask-wire.ts';
import { savedReader } from '#http/desk/read-saved.ts';
import { forEachAgency, type LookNeeds } from '#worker/for-each-agency.ts';
import { hourly } from '#worker/hourly.ts';
import { lookInLanes } from '#worker/look-in-lanes.ts';
import type { NodeTools } from './node-tools.ts';

/** Saved searches: whom stories that changed concern, what of that is due, and the letters. A system that hangs holds up its own webhooks and no others. */
export function startAlerts(
  tools: NodeTools & ReadNeeds & SystemTools,
  looking: LookNeeds,
): { stop(): Promise<void> } {
  const needs = { ...tools, readSaved: savedReader(tools) };
  const forget = hourly((agency, at) => forgetAlerts(needs, agency, at));
  const alerts = forEachAgency(looking, {
    name: 'alerts',
    everyMs: 2000,
    async atEach(agency, at) {
      await noteChanges(needs, agency, at);
      if ((await tellAlerts(needs, agency, at)) > 0) looking.bell.ring('alert-hooks');
      await sendLetters(needs, agency, at);
      await forget(agency, at);
    },
  });
  const hooks = lookInLanes(looking, {
    name: 'alert-hooks',
    everyMs: 2000,
    lanesOf: (agency, at) => systemsDue(tools, agency, at),
    work: (agency, destinationId, goOn) => sendHooks(tools, { agency, destinationId }, goOn),
  });
  return {
    async stop() {
      await alerts.stop();
      await hooks.stop();
    },
  };
}
