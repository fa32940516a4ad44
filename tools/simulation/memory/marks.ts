import type { Position } from '#kernel/position.ts';
import type { ChannelMarks } from '#ports/channel-marks.ts';

/** The files of `src/store/channel-marks.ts`, of a disk that no fault reaches. */
export function memoryMarks(): ChannelMarks {
  const marks = new Map<string, Position>();
  return {
    read: async (agencyId, ch) => marks.get(`${agencyId} ${ch}`),
    async raise(agencyId, ch, { epoch, seq }) {
      const mark = marks.get(`${agencyId} ${ch}`);
      if (mark && (mark.epoch > epoch || (mark.epoch === epoch && mark.seq >= seq))) return;
      marks.set(`${agencyId} ${ch}`, { epoch, seq });
    },
  };
}
