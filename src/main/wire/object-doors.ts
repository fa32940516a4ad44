import { mayServePaper } from '#app/agreement/paper/find-paper.ts';
import type { GatherNeeds } from '#app/channel/gather-bundle.ts';
import { mayServeBlob, serveObject } from '#app/channel/serve-object.ts';
import { mayItemLeave, mayStillLeave } from '#app/offer/may-still-leave.ts';
import { paperType } from '#formats/paper-type.ts';
import { pictureType } from '#formats/picture-type.ts';
import type { ExchangeNeeds } from '#http/node/exchange.ts';
import { parseDigest } from '#kernel/digest.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { ExchangeTools } from './exchange-tools.ts';

/** What channels name is given to those whose channel names it, while it may leave, over the network or in a file. */
export function objectDoors(
  tools: ExchangeTools,
): Pick<GatherNeeds, 'serveObject'> & Pick<ExchangeNeeds, 'serveBlob'> {
  const { transact, hash, clock, files } = tools;
  const blobs = { transact, hash, mayItemLeave: mayItemLeave(clock) };
  return {
    serveObject: (caller, digest) =>
      serveObject({ transact, hash, mayStillLeave: mayStillLeave(clock) }, caller, digest),
    async serveBlob(caller, text) {
      const digest = parseDigest(text);
      const isNamed =
        digest !== undefined &&
        ((await mayServeBlob(blobs, caller, digest)) || (await mayServePaper(tools, caller, digest)));
      if (!isNamed) return refuse({ code: 'object-unknown' });
      const bytes = await files.read(caller.agency.id, digest);
      // A definite no would be for ever, and its file may be put back, or come once more from who gave it.
      if (!bytes) return refuse({ code: 'object-away' });
      return accept({
        bytes,
        mediaType: pictureType(bytes) ?? paperType(bytes) ?? 'application/octet-stream',
      });
    },
  };
}
