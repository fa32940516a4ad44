import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { readDocument, type ReadDocument } from '#formats/convert.ts';
import { instantOf } from '#kernel/instant.ts';

/** A public page as a reader's browser gets it, without cookies and without running anything. */
export type PortalPage = {
  readonly status: number;
  readonly headers: Headers;
  readonly language: string;
  /** What a reader sees, markup taken away. */
  readonly text: string;
  readonly times: readonly string[];
  /** Scripts that a browser would run. */
  readonly scripts: number;
  readonly links: readonly string[];
  readonly pictures: readonly string[];
  readonly linkedData: JsonObject | undefined;
};

export async function fetchPage(address: string): Promise<PortalPage> {
  const response = await fetch(address, { redirect: 'follow', signal: AbortSignal.timeout(10_000) });
  const html = await response.text();
  const { status, headers } = response;
  const body = html.replaceAll(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/gi, ' ');
  return {
    status,
    headers,
    language: /<html[^>]*\blang="([^"]*)"/i.exec(html)?.[1] ?? '',
    text: decode(body.replaceAll(/<[^>]+>/g, ' ')).replaceAll(/\s+/g, ' '),
    times: valuesOf(html, /<time[^>]*\bdatetime="([^"]*)"/gi),
    scripts: [...html.matchAll(/<script\b(?![^>]*application\/ld\+json)/gi)].length,
    links: valuesOf(html, /<a\b[^>]*\bhref="([^"]*)"/gi),
    pictures: valuesOf(html, /<img\b[^>]*\bsrc="([^"]*)"/gi),
    linkedData: linkedDataIn(html),
  };
}

function valuesOf(html: string, pattern: RegExp): readonly string[] {
  return [...html.matchAll(pattern)].map(([, value]) => decode(value ?? ''));
}

function linkedDataIn(html: string): JsonObject | undefined {
  const text = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html)?.[1];
  const data: unknown = text === undefined ? undefined : JSON.parse(text);
  return isJsonObject(data) ? data : undefined;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['#39', "'"],
]);

function decode(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => ENTITIES.get(name) ?? whole);
}

/** A feed of the portal, read by the reader that reads everybody's feeds. */
export async function fetchFeed(address: string): Promise<ReadDocument> {
  const response = await fetch(address, { signal: AbortSignal.timeout(10_000) });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const read = readDocument(bytes, { provider: 'did:web:reader.invalid', receivedAt: instantOf(Date.now()) });
  if (read.ok) return read.value;
  throw new Error(`the feed ${address} cannot be read: ${read.error.detail}`);
}
