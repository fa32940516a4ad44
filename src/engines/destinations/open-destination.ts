import type { OpenDestination } from '#ports/destination.ts';
import { folderDestination } from './folder.ts';
import { ghostDestination } from './ghost.ts';
import { s3Destination } from './s3.ts';
import { superdeskDestination } from './superdesk.ts';
import type { DestinationWorld } from './speak.ts';
import { webhookDestination } from './webhook.ts';
import { wordpressDestination } from './wordpress.ts';

/** Opens a destination of any kind. */
export function destinationOpener(world: DestinationWorld): OpenDestination {
  return (address) => {
    switch (address.kind) {
      case 'webhook':
        return webhookDestination(world, address);
      case 'superdesk':
        return superdeskDestination(world, address);
      case 'wordpress':
        return wordpressDestination(world, address);
      case 'ghost':
        return ghostDestination(world, address);
      case 's3':
        return s3Destination(world, address);
      case 'folder':
        return folderDestination(address);
    }
  };
}
