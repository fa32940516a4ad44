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
      const bytes = isNamed ? await files.read(caller.agency.id, digest) : undefined;
      if (!bytes) return refuse({ code: 'object-unknown' });
      return accept({
        bytes,
        mediaType: pictureType(bytes) ?? paperType(bytes) ?? 'application/octet-stream',
      });
    },
  };
}
