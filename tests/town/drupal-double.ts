import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';

type File = { readonly name: string; readonly size: number; readonly url: string };
type Answer = { readonly status: number; readonly body?: Json };
type Heard = { readonly request: IncomingMessage; readonly path: string; readonly bytes: Buffer };

/**
 * What a Drupal site answers to JSON:API, as the module of its core does it: ids that we choose, conflicts, uploads by octet stream,
 * unpublished nodes, files that nobody counts. Drupal itself is in no Debian release since bookworm, and Composer's packages are
 * not to be had here; so this is a double, strict where the module is.
 */
export async function drupalDouble() {
  const nodes = new Map<string, JsonObject>();
  const files = new Map<string, File>();
  const lines: string[] = [];
  const site = { isReadOnly: false, losesAnswers: false, isCached: false, aliases: false };
  let count = 0;

  const isKnown = ({ headers }: IncomingMessage): boolean =>
    headers.authorization === `Basic ${Buffer.from('desk:a password').toString('base64')}` ||
    headers.authorization === 'Bearer token-1';

  function answer(heard: Heard): Answer {
    const { request, path, bytes } = heard;
    const method = request.method ?? '';
    if (path === '/oauth/token') return token(String(bytes));
    if (path === '/jsonapi') return entryPoint(isKnown(request));
    if (method !== 'GET' && site.isReadOnly)
      return error(405, 'JSON:API is configured to accept only read operations.');
    if (!isKnown(request)) return error(403, 'The current user is not allowed to do this.');
    if (method === 'POST' && path === '/jsonapi/node/article/field_image') return upload(heard);
    if (path.startsWith('/jsonapi/file/file')) return fileAnswer(method, request.url ?? '', path);
    return nodeAnswer(heard, method);
  }

  function token(form: string): Answer {
    const asked = new URLSearchParams(form);
    const isClient = asked.get('client_id') === 'pactwire' && asked.get('client_secret') === 'a password';
    if (asked.get('grant_type') !== 'client_credentials' || !isClient)
      return { status: 401, body: { error: 'invalid_client' } };
    return { status: 200, body: { token_type: 'Bearer', expires_in: 300, access_token: 'token-1' } };
  }

  function upload({ request, bytes }: Heard): Answer {
    if (request.headers['content-type'] !== 'application/octet-stream')
      return error(415, 'No route found that matches "Content-Type"');
    const name = /^file; filename="([^"/]+)"$/.exec(request.headers['content-disposition'] ?? '')?.[1];
    if (name === undefined) return error(400, '"Content-Disposition" header is required.');
    if (!/\.(png|gif|jpe?g|webp)$/.test(name)) return error(422, 'file validation failed.');
    const id = randomUUID();
    const isTaken = [...files.values()].some((one) => one.name === name);
    const kept = isTaken ? name.replace(/\.(\w+)$/, `_${files.size}.$1`) : name;
    files.set(id, { name: kept, size: bytes.length, url: `/sites/default/files/2027-01/${kept}` });
    return { status: 201, body: { data: fileResource(id) } };
  }

  function fileResource(id: string): JsonObject {
    const { name = '', size = 0, url = '' } = files.get(id) ?? {};
    return {
      type: 'file--file',
      id,
      attributes: { filename: name, filesize: size, uri: { value: `public://2027-01/${name}`, url } },
    };
  }

  function fileAnswer(method: string, url: string, path: string): Answer {
    const id = path.slice('/jsonapi/file/file/'.length);
    if (method === 'DELETE') return { status: files.delete(id) ? 204 : 404 };
    const asked = new URL(url, 'http://site').searchParams;
    const condition = (name: string) => asked.get(`filter[name][condition][${name}]`);
    if (condition('path') !== 'filename' || condition('operator') !== 'STARTS_WITH')
      return error(400, 'Filter parameter is malformed.');
    const found = [...files].filter(([, { name }]) => name.startsWith(condition('value') ?? ''));
    return { status: 200, body: { data: found.map(([one]) => fileResource(one)) } };
  }

  function nodeAnswer({ request, path, bytes }: Heard, method: string): Answer {
    const id = path.slice('/jsonapi/node/article/'.length);
    const known = nodes.get(id);
    if (method !== 'POST' && !known) return error(404, `The "entity" parameter was not converted for ${id}`);
    if (method === 'GET') return site.isCached ? NOT_YET : { status: 200, body: { data: known ?? null } };
    if (method === 'DELETE') return { status: nodes.delete(id) ? 204 : 404 };
    if (request.headers['content-type'] !== 'application/vnd.api+json')
      return error(415, 'No route found that matches "Content-Type"');
    const { data }: JsonObject = JSON.parse(String(bytes));
    if (!isJsonObject(data)) return error(400, 'no data');
    return method === 'POST' ? create(data) : change(known ?? {}, id, data);
  }

  function create(data: JsonObject): Answer {
    const id = typeof data['id'] === 'string' ? data['id'] : randomUUID();
    if (!/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(id))
      return error(422, 'IDs should be properly UUIDs');
    if (nodes.has(id)) return error(409, 'Conflict: Entity already exists.');
    count += 1;
    return keep(201, { id, drupal_internal__nid: count }, data);
  }

  function change(known: JsonObject, id: string, data: JsonObject): Answer {
    if (data['id'] !== id) return error(400, 'The selected entity does not match the ID in the payload.');
    return keep(200, known, data);
  }

  function keep(status: number, known: JsonObject, data: JsonObject): Answer {
    const before = isJsonObject(known['attributes']) ? known['attributes'] : {};
    const said = isJsonObject(data['attributes']) ? data['attributes'] : {};
    const nid = textOf(known['drupal_internal__nid'] ?? before['drupal_internal__nid']);
    const path = { alias: site.aliases ? `/news/${nid}` : null };
    const attributes: JsonObject = { ...before, ...said, drupal_internal__nid: Number(nid), path };
    const fault = faultIn(attributes) ?? faultOfPicture(data);
    if (fault) return fault;
    const relationships = data['relationships'] ?? known['relationships'] ?? {};
    const id = textOf(known['id']);
    const node: JsonObject = { type: 'node--article', id, attributes, relationships };
    nodes.set(id, node);
    return { status, body: { data: node } };
  }

  function faultOfPicture({ relationships }: JsonObject): Answer | undefined {
    const field = isJsonObject(relationships) ? relationships['field_image'] : undefined;
    const picture = isJsonObject(field) ? field['data'] : undefined;
    if (!isJsonObject(picture)) return undefined;
    const isThere = picture['type'] === 'file--file' && files.has(textOf(picture['id']));
    return isThere ? undefined : error(404, 'The resource identified by `field_image` was not found.');
  }

  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const { pathname: path } = new URL(request.url ?? '', 'http://site');
      lines.push(`${request.method} ${path}`);
      const { status, body } = answer({ request, path, bytes: Buffer.concat(pieces) });
      if (site.losesAnswers && request.method === 'POST' && path.startsWith('/jsonapi'))
        return request.socket.destroy();
      response.writeHead(status, { 'content-type': 'application/vnd.api+json' });
      return response.end(body === undefined ? '' : JSON.stringify(body));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a server has a port');
  return {
    place: `http://127.0.0.1:${address.port}`,
    site,
    nodes,
    files,
    lines,
    close: () => new Promise((closed) => server.close(closed)),
  };
}

export type DrupalDouble = Awaited<ReturnType<typeof drupalDouble>>;

function entryPoint(isKnown: boolean): Answer {
  const links = { 'node--article': { href: 'http://site/jsonapi/node/article' } };
  const meta = isKnown ? { meta: { links: { me: { meta: { id: randomUUID() } } } } } : {};
  return { status: 200, body: { jsonapi: { version: '1.1' }, data: [], links, ...meta } };
}

const LANGUAGES = ['en', 'vi', 'zh-hans'];

function faultIn({ title, langcode, body }: JsonObject): Answer | undefined {
  if (typeof title !== 'string' || title === '' || Array.from(title).length > 255)
    return error(422, 'title: This value is too long. It should have 255 characters or less.');
  if (langcode !== undefined && !LANGUAGES.includes(textOf(langcode)))
    return error(422, 'langcode: The value you selected is not a valid choice.');
  if (isJsonObject(body) && body['format'] !== 'basic_html' && body['format'] !== 'full_html')
    return error(422, 'body.0.format: The value you selected is not a valid choice.');
  return undefined;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function error(status: number, detail: string): Answer {
  return { status, body: { jsonapi: { version: '1.1' }, errors: [{ status: String(status), detail }] } };
}

const NOT_YET = error(404, 'Not found, as kept by a cache.');
