import { serveReader } from '../serve-reader.ts';

/** A reader that hangs, throws, dies or reads, as the first byte says: `h`, `t`, `d`, anything else. */
serveReader(({ bytes }: { readonly bytes: Uint8Array }) => {
  const text = new TextDecoder().decode(bytes);
  if (text.startsWith('h')) for (;;) continue;
  if (text.startsWith('t')) throw new Error('no such paragraph');
  if (text.startsWith('d')) throw hoard();
  return text.toUpperCase();
});

function hoard(): Error {
  const heap: number[][] = [];
  for (;;) heap.push(Array.from({ length: 100_000 }, (_, index) => index * 1.5));
}
