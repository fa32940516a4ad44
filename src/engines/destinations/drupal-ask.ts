import type { DestinationAddress } from '#ports/destination.ts';
import { isGood, objectIn, speak, type DestinationWorld, type Heard } from './speak.ts';

/** One request; `path` stands below `/jsonapi`. */
export type DrupalAsk = (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?:
    | { readonly data: unknown }
    | { readonly file: { readonly name: string; readonly bytes: Uint8Array } },
) => Promise<Heard>;

const JSON_API = 'application/vnd.api+json';

export function drupalAsk(
  world: DestinationWorld,
  { place }: Pick<DestinationAddress, 'place'>,
  authorization?: string,
): DrupalAsk {
  return (method, path, body) =>
    speak(world, {
      method,
      url: `${place}/jsonapi${path === '' ? '' : '/'}${path}`,
      headers: {
        accept: JSON_API,
        ...(authorization === undefined ? {} : { authorization }),
        ...(body && 'file' in body
          ? {
              'content-type': 'application/octet-stream',
              'content-disposition': `file; filename="${body.file.name}"`,
            }
          : {}),
        ...(body && 'data' in body ? { 'content-type': JSON_API } : {}),
      },
      ...(body ? { body: 'file' in body ? body.file.bytes : JSON.stringify(body) } : {}),
    });
}

/**
 * Who we are there: a user with a password, or a client of OAuth that gets a token for a while (RFC 6749 §4.4), or a token that was
 * given to us. Without `authorization` the site gave no token, and `heard` says why.
 */
export async function drupalSignIn(
  world: DestinationWorld,
  { place, settings, secret }: DestinationAddress,
): Promise<{ readonly heard: Heard; readonly authorization?: string }> {
  const nothingAsked = { status: 0, text: '' };
  const { user, client } = settings;
  if (user)
    return {
      heard: nothingAsked,
      authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`,
    };
  if (!client) return { heard: nothingAsked, authorization: `Bearer ${secret}` };
  const asked = { grant_type: 'client_credentials', client_id: client, client_secret: secret };
  const heard = await speak(world, {
    method: 'POST',
    url: `${place}/oauth/token`,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(asked).toString(),
  });
  const { access_token: token } = objectIn(heard);
  if (!isGood(heard) || typeof token !== 'string') return { heard };
  return { heard, authorization: `Bearer ${token}` };
}
