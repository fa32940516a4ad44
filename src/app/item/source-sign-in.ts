import { accept, refuse, type Result } from '#kernel/result.ts';
import type { SourceSettings } from '#ports/source-settings.ts';
import type { Source } from '#ports/source-store.ts';
import type { SettingRefusal } from './setting-refusal.ts';
import type { HeaderSafe } from './source-headers.ts';

/** How a mailbox or a server of files is signed in to, and what is done with what was taken; left out stays as it is. */
export type AskedSignIn = {
  readonly user?: string;
  /** A password, or a private key of SSH without a passphrase. */
  readonly secret?: string;
  /** The server's key, which this person has compared with what its operator says. */
  readonly hostKey?: string;
  readonly markSeen?: boolean;
  /** Null: what was taken stays where it is. */
  readonly moveTo?: string | null;
};

type SignIn = {
  readonly settings: Pick<SourceSettings, 'user' | 'hostKey' | 'markSeen' | 'moveTo'>;
  readonly sealedSecret?: string;
};

const USER = /^[^\p{Cc}]{1,200}$/u;
const SECRET = /^[^\0]{1,16000}$/;
const HOST_KEY = /^SHA256:[A-Za-z0-9+/]{43}$/;
/** Of one folder or of one in another; no way up. */
const FOLDER = /^(?!\/)(?!.*(?:^|\/)\.{1,2}(?:\/|$))[^\p{Cc}\\]{1,200}$/u;

/** What a mailbox or a server of files cannot do without, and the rest of its sign-in; nothing for other kinds. */
export function checkSignIn(
  safe: Pick<HeaderSafe, 'sealSecret'>,
  { id, kind, settings: before, sealedSecret }: Source,
  asked: AskedSignIn,
): Result<SignIn, SettingRefusal> {
  const kept = sealedSecret === undefined ? {} : { sealedSecret };
  if (kind !== 'imap' && kind !== 'sftp') return accept({ settings: {}, ...kept });
  const settings = kind === 'imap' ? mailSettings(before, asked) : serverSettings(before, asked);
  const secret = asked.secret === '' ? undefined : asked.secret;
  const fault = faultIn(settings);
  if (fault) return refuse(fault);
  if (secret === undefined ? sealedSecret === undefined : !SECRET.test(secret))
    return refuse(wrong('secret', 'the password, or a private key without a passphrase'));
  return accept({
    settings,
    ...(secret === undefined ? kept : { sealedSecret: safe.sealSecret(secret, id) }),
  });
}

function faultIn({ user = '', hostKey, moveTo }: SignIn['settings']): SettingRefusal | undefined {
  if (!USER.test(user)) return wrong('user', 'the name to sign in with');
  if (hostKey !== undefined && !HOST_KEY.test(hostKey))
    return wrong('hostKey', 'SHA256: and 43 characters, as ssh-keygen -l shows it');
  if (moveTo !== undefined && !FOLDER.test(moveTo))
    return wrong('moveTo', 'the name of a folder, without .. and without a slash in front');
  return undefined;
}

function mailSettings(before: SourceSettings, asked: AskedSignIn): SignIn['settings'] {
  const isMarked = asked.markSeen ?? before.markSeen === true;
  return { ...commonSettings(before, asked), ...(isMarked ? { markSeen: true } : {}) };
}

function serverSettings(before: SourceSettings, asked: AskedSignIn): SignIn['settings'] {
  const hostKey = asked.hostKey?.trim() || before.hostKey;
  return { ...commonSettings(before, asked), ...(hostKey === undefined ? {} : { hostKey }) };
}

function commonSettings(before: SourceSettings, asked: AskedSignIn): Pick<SourceSettings, 'user' | 'moveTo'> {
  const user = asked.user?.trim() || before.user;
  const moveTo = asked.moveTo === undefined ? before.moveTo : asked.moveTo?.trim() || undefined;
  return { ...(user === undefined ? {} : { user }), ...(moveTo === undefined ? {} : { moveTo }) };
}

/** A server of files is not read before a person has confirmed its key. */
export function faultOfHostKey({ kind, settings }: Source): SettingRefusal | undefined {
  if (kind !== 'sftp' || settings.hostKey !== undefined) return undefined;
  return wrong('hostKey', 'the key that the server shows, once somebody has compared it; a look shows it');
}

function wrong(setting: string, allowed: string): SettingRefusal {
  return { code: 'source-setting-invalid', setting, allowed };
}
