/**
 * Text of `format=flowed` with its lines put together again (RFC 3676 §4): a line that ends with a blank goes on in the next one of
 * the same quote depth. The line before a signature ends with a blank and stays a line.
 */
export function unflowed(text: string, isSpaceDeleted: boolean): string {
  const lines: { depth: number; text: string; isOpen: boolean }[] = [];
  for (const raw of text.split(/\r?\n/)) {
    const quotes = /^>*/.exec(raw)?.[0] ?? '';
    const line = raw.slice(quotes.length).replace(/^ /, '');
    const isSignature = line === '-- ';
    const isOpen = line.endsWith(' ') && !isSignature;
    const last = lines.at(-1);
    const written = isOpen && isSpaceDeleted ? line.slice(0, -1) : line;
    if (last?.isOpen && last.depth === quotes.length && !isSignature) {
      last.text += written;
      last.isOpen = isOpen;
    } else lines.push({ depth: quotes.length, text: written, isOpen });
  }
  return lines.map(({ depth, text: line }) => (depth > 0 ? `${'>'.repeat(depth)} ${line}` : line)).join('\n');
}
