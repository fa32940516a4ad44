import type { OpenDestination } from '#ports/destination.ts';
import { sftpOpener } from '../remote/open-sftp.ts';
import { BY_HAND } from './by-hand.ts';
import { drupalDestination } from './drupal.ts';
import { folderDestination } from './folder.ts';
import { ghostDestination } from './ghost.ts';
import { mailDestination } from './mail.ts';
import { s3Destination } from './s3.ts';
import { sftpDestination } from './sftp.ts';
import { superdeskDestination } from './superdesk.ts';
import type { DestinationWorld } from './speak.ts';
import { webhookDestination } from './webhook.ts';
import { wordpressDestination } from './wordpress.ts';

/** Opens a destination of any kind. */
export function destinationOpener(world: DestinationWorld): OpenDestination {
  const openSftp = sftpOpener(world);
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
      case 'drupal':
        return drupalDestination(world, address);
      case 's3':
        return s3Destination(world, address);
      case 'folder':
        return folderDestination(address);
      case 'sftp':
        return sftpDestination(openSftp, address);
      case 'mail':
        return mailDestination(world, address);
      case 'hand':
        return BY_HAND;
    }
  };
}
