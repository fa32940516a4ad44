import { appendFileSync } from 'node:fs';
import { letterBox } from '#engines/letter-box.ts';
import { systemClock } from '#engines/world.ts';
import { parseInstant } from '#kernel/instant.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { openDatabase } from '#store/open-database.ts';
import { alertNeeds, lookOnce } from './alert-desk.ts';

/** The worker of alerts as a process that a test kills: `DATABASE-ADDRESS AGENCY LETTERS AT`. It says when it has begun. */
async function work(): Promise<void> {
  const [, , address = '', agencyId = '', folder = '', moment = ''] = process.argv;
  const { db } = openDatabase(JSON.parse(address), { connections: 2 });
  const box = letterBox(folder, 'pactwire@node.example', systemClock);
  const agency = await agencyDirectory(db).find(agencyId);
  const at = parseInstant(moment);
  if (!agency || !at) throw new Error('no agency, or no moment');
  const needs = alertNeeds(db, (letter) => box.lay(letter));
  appendFileSync(1, 'begun\n');
  for (;;) await lookOnce(needs, agency, at);
}

await work();
