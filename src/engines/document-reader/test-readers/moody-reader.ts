import { serveReader } from '../serve-reader.ts';

/** A reader that hangs, throws, dies, waits for so many milliseconds or reads, as the first byte says: `h`, `t`, `d`, `w`, anything else. */
serveReader(({ bytes }: { readonly bytes: Uint8Array }) => {
  const text = new TextDecoder().decode(bytes);
  if (text.startsWith('h')) for (;;) continue;
  if (text.startsWith('t')) throw new Error('no such paragraph');
  if (text.startsWith('d')) throw hoard();
  if (text.startsWith('w'))
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(text.slice(1)));
  return text.toUpperCase();
});

function hoard(): Error {
  const heap: number[][] = [];
  for (;;) heap.push(Array.from({ length: 100_000 }, (_, index) => index * 1.5));
}
