import type {
  Destination,
  DestinationAddress,
  DeliveryAnswer,
  ShippedPicture,
  TrialStep,
} from '#ports/destination.ts';
import type { RemoteRefusal } from '#ports/remote.ts';
import type { OpenSftp, RemoteFolder } from '#ports/sftp.ts';
import { STOPPED } from './speak.ts';

/**
 * A folder on another computer that a system looks into, as `folder.ts` fills one on this: a ninjs file named by its placement, its
 * pictures beside it and there before it, each file whole. What takes a story back is a ninjs file of the same name that says so,
 * without pictures. `settings`: `user`, `hostKey`; the secret is a password or a private key.
 */
export function sftpDestination(
  open: OpenSftp,
  { place, settings, secret }: Pick<DestinationAddress, 'place' | 'settings' | 'secret'>,
): Destination {
  const { user = '', hostKey = '' } = settings;
  const address = { place, user, secret, ...(hostKey === '' ? {} : { hostKey }) };
  const within = async (work: (folder: RemoteFolder) => Promise<DeliveryAnswer>): Promise<DeliveryAnswer> => {
    const done = await open(address, work);
    return done.ok ? done.value : failed(done.error);
  };
  return {
    deliver: (shipment) =>
      within(async (folder) => {
        const { placementId, pictures, ninjs, mayGoOn } = shipment;
        for (const [index, picture] of pictures.entries()) {
          if (!(await mayGoOn())) return STOPPED;
          const fault = await folder.lay(pictureName(placementId, index, picture), picture.bytes);
          if (fault) return failed(fault);
        }
        if (!(await mayGoOn())) return STOPPED;
        const fault = await folder.lay(storyName(placementId), Buffer.from(ninjs));
        return fault ? failed(fault) : done(`written: ${storyName(placementId)}`, placementId);
      }),
    withdraw: ({ placementId, ninjs }) =>
      within(async (folder) => {
        for (const { name } of await folder.list()) {
          const isPicture = name.replace(/^\./, '').startsWith(`${placementId}-`); // half written ones too
          const fault = isPicture ? await folder.remove(name) : undefined;
          if (fault) return failed(fault);
        }
        const fault = await folder.lay(storyName(placementId), Buffer.from(ninjs));
        return fault
          ? failed(fault)
          : done(`written, pictures removed: ${storyName(placementId)}`, placementId);
      }),
    async tryOut(messageId) {
      const tried = await open(address, (folder) => tryFolder(folder, `${messageId}.test`));
      if (!tried.ok) return stepsUntil(tried.error);
      const reached = { name: 'reachable', isDone: true, answer: `It shows the key ${hostKey}.` } as const;
      const signedIn = { name: 'credentials', isDone: true, answer: `Signed in as ${user}.` } as const;
      return [reached, signedIn, ...tried.value];
    },
  };
}

function storyName(placementId: string): string {
  return `${placementId}.ninjs.json`;
}

function pictureName(placementId: string, index: number, { mediaType }: ShippedPicture): string {
  return `${placementId}-${index + 1}.${mediaType.replace(/^image\//, '')}`;
}

async function tryFolder(folder: RemoteFolder, name: string): Promise<readonly TrialStep[]> {
  const unmade = await folder.lay(name, Buffer.from('test\n'));
  if (unmade) return [{ name: 'draft-made', isDone: false, answer: unmade.detail }];
  const left = await folder.remove(name);
  return [
    { name: 'draft-made', isDone: true, answer: `written: ${name}` },
    { name: 'draft-removed', isDone: left === undefined, answer: left?.detail ?? `removed: ${name}` },
  ];
}

/** The last step is the one that failed, with the server's own words. */
function stepsUntil(refusal: RemoteRefusal): readonly TrialStep[] {
  const answer = `${refusal.code}: ${refusal.detail}`;
  return refusal.code === 'login-refused'
    ? [
        { name: 'reachable', isDone: true, answer: 'The server showed the confirmed key.' },
        { name: 'credentials', isDone: false, answer },
      ]
    : [{ name: 'reachable', isDone: false, answer }];
}

function done(answer: string, id: string): DeliveryAnswer {
  return { outcome: 'done', answer, remote: { id } };
}

function failed({ code, detail }: RemoteRefusal): DeliveryAnswer {
  return { outcome: 'failed', answer: `${code}: ${detail}` };
}
