import type { Position } from '#kernel/position.ts';
import { join } from 'node:path';
import type { ChannelMarks } from '#ports/channel-marks.ts';
import type { Alone } from './alone.ts';
import { readMarkFile, writeMarkFile } from './mark-file.ts';

/**
 * One small file a channel, in a folder that is not part of the database and must not be restored with it. With `alone` several processes
 * may raise the same mark.
 */
export function channelMarks(folder: string, alone: Alone = (_, work) => work()): ChannelMarks {
  const fileOf = (agencyId: string, ch: string): string => join(folder, agencyId, ch);
  const read = async (file: string): Promise<Position | undefined> => {
    const text = await readMarkFile(file);
    if (text === undefined) return undefined;
    const [, epoch, seq] = /^(\d{1,9}) (\d{1,15})\n$/.exec(text) ?? [];
    if (epoch === undefined || seq === undefined) throw new Error(`a mark that cannot be read: ${file}`);
    return { epoch: Number(epoch), seq: Number(seq) };
  };
  let turn: Promise<unknown> = Promise.resolve();
  return {
    read: (agencyId, ch) => read(fileOf(agencyId, ch)),
    async raise(agencyId, ch, to) {
      const file = fileOf(agencyId, ch);
      if (isReached(await read(file), to)) return;
      // One after the other, so that of two the lower does not end on top.
      const rise = async (): Promise<void> => {
        if (!isReached(await read(file), to)) await writeMarkFile(file, `${to.epoch} ${to.seq}\n`);
      };
      const mine = turn.then(() => alone(`channel mark ${agencyId} ${ch}`, rise));
      turn = mine.catch(() => undefined);
      await mine;
    },
  };
}

function isReached(mark: Position | undefined, to: Position): boolean {
  return mark !== undefined && (mark.epoch > to.epoch || (mark.epoch === to.epoch && mark.seq >= to.seq));
}
