import { crc32, deflateSync } from 'node:zlib';

/** Pictures are put together here byte by byte, as the programs that write them do. */
type Bytes = Uint8Array;

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** One dataset of IIM; text as UTF-8, or bytes as they are. */
export function iimDataset(record: number, dataset: number, value: string | Bytes): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  const length = bytes.length < 0x8000 ? u16(bytes.length) : Buffer.concat([u16(0x8004), u32(bytes.length)]);
  return Buffer.concat([Buffer.from([0x1c, record, dataset]), length, bytes]);
}

export const UTF8_ESCAPE = Buffer.from('\u001B%G');

export function imageResource(id: number, data: Bytes): Buffer {
  const padding = Buffer.alloc(data.length % 2);
  return Buffer.concat([Buffer.from('8BIM'), u16(id), Buffer.alloc(2), u32(data.length), data, padding]);
}

export function jpegSegment(marker: number, head: string, data: Bytes): Buffer {
  const start = Buffer.from(head, 'latin1');
  return Buffer.concat([Buffer.from([0xff, marker]), u16(2 + start.length + data.length), start, data]);
}

/** A JPEG with these segments right after its beginning. */
export function jpegWith(picture: Bytes, ...segments: readonly Bytes[]): Buffer {
  return Buffer.concat([picture.subarray(0, 2), ...segments, picture.subarray(2)]);
}

export const segments = {
  iim: (...datasets: readonly Bytes[]) =>
    jpegSegment(0xed, 'Photoshop 3.0\0', imageResource(0x0404, Buffer.concat(datasets))),
  xmp: (packet: string) => jpegSegment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', Buffer.from(packet)),
  exif: (tiff: Bytes) => jpegSegment(0xe1, 'Exif\0\0', tiff),
  extendedXmp: (guid: string, full: number, offset: number, part: Bytes) =>
    jpegSegment(
      0xe1,
      'http://ns.adobe.com/xmp/extension/\0',
      Buffer.concat([Buffer.from(guid), u32(full), u32(offset), part]),
    ),
};

const NAMESPACES = {
  dc: 'http://purl.org/dc/elements/1.1/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  xmpNote: 'http://ns.adobe.com/xmp/note/',
  Iptc4xmpCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  plus: 'http://ns.useplus.org/ldf/xmp/1.0/',
  aux: 'http://ns.adobe.com/exif/1.0/aux/',
  exif: 'http://ns.adobe.com/exif/1.0/',
};

/** An XMP packet with these properties as RDF. */
export function xmpPacket(rdf: string): string {
  const declared = Object.entries(NAMESPACES).map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`);
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${declared.join(' ')}>${rdf}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
}

export function alternatives(name: string, texts: Readonly<Record<string, string>>): string {
  const items = Object.entries(texts).map(
    ([language, text]) => `<rdf:li xml:lang="${language}">${text}</rdf:li>`,
  );
  return `<${name}><rdf:Alt>${items.join('')}</rdf:Alt></${name}>`;
}

export function listed(name: string, kind: 'Seq' | 'Bag', texts: readonly string[]): string {
  return `<${name}><rdf:${kind}>${texts.map((text) => `<rdf:li>${text}</rdf:li>`).join('')}</rdf:${kind}></${name}>`;
}

/** One tag of a TIFF directory: text, whole numbers, fractions or bytes; another directory is one that hangs below it. */
export type Tag = readonly [
  number: number,
  value:
    | string
    | Bytes
    | { readonly long: number }
    | { readonly fractions: readonly number[] }
    | readonly Tag[],
];

/** A TIFF structure of one directory and those below it. `next` is the offset of the directory that follows. */
export function tiffOf(tags: readonly Tag[], order: 'II' | 'MM' = 'MM', next = 0): Buffer {
  const write = (size: 2 | 4, value: number): Buffer => {
    const bytes = size === 2 ? u16(value) : u32(value);
    return order === 'II' ? bytes.reverse() : bytes;
  };
  const head = Buffer.concat([Buffer.from(order), write(2, 42), write(4, 8)]);
  const directory = (list: readonly Tag[], at: number, following: number): Buffer => {
    const entries: Buffer[] = [];
    const values: Buffer[] = [];
    let free = at + 2 + list.length * 12 + 4;
    for (const [number, value] of list) {
      const { type, count, bytes } = valueOf(value, write, (below) => directory(below, free, 0));
      const isPointer = isTags(value);
      const isInline = bytes.length <= 4 && !isPointer;
      const told = isInline ? Buffer.concat([bytes, Buffer.alloc(4 - bytes.length)]) : write(4, free);
      entries.push(write(2, number), write(2, type), write(4, count), told);
      if (isInline) continue;
      values.push(bytes, Buffer.alloc(bytes.length % 2));
      free += bytes.length + (bytes.length % 2);
    }
    return Buffer.concat([write(2, list.length), ...entries, write(4, following), ...values]);
  };
  return Buffer.concat([head, directory(tags, 8, next)]);
}

function isTags(value: Tag[1]): value is readonly Tag[] {
  return Array.isArray(value);
}

function valueOf(
  value: Tag[1],
  write: (size: 2 | 4, value: number) => Buffer,
  below: (tags: readonly Tag[]) => Buffer,
): { readonly type: number; readonly count: number; readonly bytes: Buffer } {
  if (typeof value === 'string') {
    const bytes = Buffer.from(`${value}\0`);
    return { type: 2, count: bytes.length, bytes };
  }
  if (value instanceof Uint8Array) return { type: 7, count: value.length, bytes: Buffer.from(value) };
  if (isTags(value)) return { type: 4, count: 1, bytes: below(value) };
  if ('long' in value) return { type: 4, count: 1, bytes: write(4, value.long) };
  const bytes = Buffer.concat(
    value.fractions.flatMap((one) => [write(4, Math.round(one * 1000)), write(4, 1000)]),
  );
  return { type: 5, count: value.fractions.length, bytes };
}

/** A grey TIFF of 4 × 2 pixels with further tags. */
export function smallTiff(order: 'II' | 'MM', tags: readonly Tag[]): Buffer {
  const pixels = Buffer.from([0, 32, 64, 96, 128, 160, 192, 224]);
  const frame: readonly Tag[] = [
    [256, { long: 4 }],
    [257, { long: 2 }],
    [258, { long: 8 }],
    [259, { long: 1 }],
    [262, { long: 1 }],
    [273, { long: 0 }],
    [277, { long: 1 }],
    [278, { long: 2 }],
    [279, { long: 8 }],
  ];
  const all = [...frame, ...tags].toSorted(([a], [b]) => a - b);
  const end = tiffOf(all, order).length;
  const placed = all.map((tag): Tag => (tag[0] === 273 ? [273, { long: end }] : tag));
  return Buffer.concat([tiffOf(placed, order), pixels]);
}

export function pngChunk(type: string, data: Bytes): Buffer {
  const named = Buffer.concat([Buffer.from(type), data]);
  return Buffer.concat([u32(data.length), named, u32(crc32(named))]);
}

/** A PNG with these chunks after its header. */
export function pngWith(picture: Bytes, ...chunks: readonly Bytes[]): Buffer {
  return Buffer.concat([picture.subarray(0, 33), ...chunks, picture.subarray(33)]);
}

/** As ImageMagick writes a block into a PNG. */
export function rawProfile(name: string, block: Bytes): Buffer {
  const digits = Buffer.from(block).toString('hex').replace(/.{72}/g, '$&\n');
  const text = deflateSync(Buffer.from(`\n${name}\n${String(block.length).padStart(8)}\n${digits}\n`));
  return pngChunk('zTXt', Buffer.concat([Buffer.from(`Raw profile type ${name}\0\0`), text]));
}

export function webpChunk(type: string, data: Bytes): Buffer {
  return Buffer.concat([Buffer.from(type), u32(data.length).reverse(), data, Buffer.alloc(data.length % 2)]);
}

/** A plain WebP made an extended one with these chunks. */
export function webpWith(
  picture: Bytes,
  size: { readonly width: number; readonly height: number },
  chunks: readonly Bytes[],
): Buffer {
  const canvas = Buffer.alloc(10);
  canvas[0] = 0x0c; // EXIF and XMP
  canvas.writeUIntLE(size.width - 1, 4, 3);
  canvas.writeUIntLE(size.height - 1, 7, 3);
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    webpChunk('VP8X', canvas),
    picture.subarray(12),
    ...chunks,
  ]);
  return Buffer.concat([Buffer.from('RIFF'), u32(body.length).reverse(), body]);
}
