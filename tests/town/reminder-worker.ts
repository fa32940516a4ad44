import { writeOfEnds } from '#app/agreement/write-of-ends.ts';
import { letterBox } from '#engines/letter-box.ts';
import { systemClock } from '#engines/world.ts';
import { parseInstant } from '#kernel/instant.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { openDatabase } from '#store/open-database.ts';
import { openStores } from '#store/open-stores.ts';
import { transactWith } from '#store/transact.ts';

/**
 * The writer of reminders as a process: `DATABASE-ADDRESS AGENCY LETTERS AT LAID`. Once it has laid so many letters it is killed as
 * by kill -9, before it has noted the last of them.
 */
async function work(): Promise<void> {
  const [, , address = '', agencyId = '', folder = '', moment = '', most = ''] = process.argv;
  const database = openDatabase(JSON.parse(address), { connections: 2 });
  const box = letterBox(folder, 'pactwire@node.example', systemClock);
  const agency = await agencyDirectory(database.db).find(agencyId);
  const at = parseInstant(moment);
  if (!agency || !at) throw new Error('no agency, or no moment');
  let laid = 0;
  const letters: Parameters<typeof writeOfEnds>[0]['letters'] = {
    async lay(letter) {
      await box.lay(letter);
      laid += 1;
      if (laid === Number(most)) process.kill(process.pid, 'SIGKILL');
    },
  };
  await writeOfEnds(
    { transact: transactWith(database.db, openStores), keysOf: () => [], letters },
    agency,
    at,
  );
  await database.close();
}

await work();
