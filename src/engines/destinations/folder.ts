import { open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pictureEnding } from '#formats/picture/picture-ending.ts';
import type { Destination, DestinationAddress, DeliveryAnswer, TrialStep } from '#ports/destination.ts';
import { STOPPED } from './speak.ts';

/**
 * A folder that another system looks into. A story is one ninjs file named by its placement, its pictures lie beside it and are there
 * before it; each file appears whole. What takes a story back is a ninjs file of the same name that says so, without pictures.
 */
export function folderDestination({ place }: Pick<DestinationAddress, 'place'>): Destination {
  const nameOf = (placementId: string): string => `${placementId}.ninjs.json`;
  return {
    deliver: (shipment) =>
      trying(async () => {
        const { placementId, pictures, ninjs } = shipment;
        for (const [index, { bytes, mediaType }] of pictures.entries()) {
          if (!(await shipment.mayGoOn())) return STOPPED;
          await lay(place, `${placementId}-${index + 1}.${pictureEnding(mediaType)}`, bytes);
        }
        if (!(await shipment.mayGoOn())) return STOPPED;
        await lay(place, nameOf(placementId), Buffer.from(ninjs));
        return done(`written: ${join(place, nameOf(placementId))}`, placementId);
      }),
    withdraw: ({ placementId, ninjs }) =>
      trying(async () => {
        for (const name of await readdir(place))
          if (name.startsWith(`${placementId}-`)) await rm(join(place, name), { force: true });
        await lay(place, nameOf(placementId), Buffer.from(ninjs));
        return done(`written, pictures removed: ${join(place, nameOf(placementId))}`, placementId);
      }),
    async tryOut(messageId): Promise<readonly TrialStep[]> {
      const name = `${messageId}.test`;
      const made = await trying(async () => {
        await lay(place, name, Buffer.from('test\n'));
        return done(`written: ${join(place, name)}`, messageId);
      });
      if (made.outcome !== 'done') return [{ name: 'reachable', isDone: false, answer: made.answer }];
      await rm(join(place, name));
      return [
        { name: 'draft-made', isDone: true, answer: made.answer },
        { name: 'draft-removed', isDone: true, answer: `removed: ${join(place, name)}` },
      ];
    },
  };
}

function done(answer: string, id: string): DeliveryAnswer {
  return { outcome: 'done', answer, remote: { id } };
}

/** What an operator can mend is an answer: no right to write, no room. */
async function trying(work: () => Promise<DeliveryAnswer>): Promise<DeliveryAnswer> {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof Error && 'syscall' in fault) return { outcome: 'failed', answer: fault.message };
    throw fault;
  }
}

async function lay(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const unfinished = join(folder, `.${name}.part`);
  const file = await open(unfinished, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, join(folder, name));
}
