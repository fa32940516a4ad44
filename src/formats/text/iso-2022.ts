/**
 * Text in ISO-2022-KR (RFC 1557) or ISO-2022-CN (RFC 1922) with its GB 2312: shift out leads into the set that was designated, shift in
 * back to ASCII, and a line of ISO-2022-CN begins without a set. Undefined for other bytes, for a set that is not read (CNS 11643, of which
 * no decoder knows the characters), and for two bytes that stand for nothing.
 */
export function decodeIso2022(bytes: Uint8Array, charset: 'iso-2022-kr' | 'iso-2022-cn'): string | undefined {
  if (bytes.some((byte) => byte >= 0x80)) return undefined;
  const text = new TextDecoder('utf-8').decode(bytes);
  const decoder = new TextDecoder(charset === 'iso-2022-kr' ? 'euc-kr' : 'gbk', { fatal: true });
  const pieces: string[] = [];
  let isDesignated = false;
  for (const [piece, sign, shifted] of text.matchAll(PIECE)) {
    if (sign !== undefined) {
      if (sign !== DESIGNATION[charset]) return undefined;
      isDesignated = true;
    } else if (shifted === undefined) {
      if (charset === 'iso-2022-cn' && piece === '\n') isDesignated = false;
      pieces.push(piece);
    } else {
      const read = isDesignated ? pairsOf(shifted, decoder) : undefined;
      if (read === undefined) return undefined;
      pieces.push(read);
    }
  }
  return pieces.join('');
}

/** A designation; what is shifted out, up to the shift in or the end of the line; a line end; and the ASCII between them. */
const PIECE = /\u001B(\$[)*+][A-Z])|\u000E([^\u000F\n]*)\u000F?|\n|[^\u001B\u000E\n]+|[\u001B\u000E]/g;

const DESIGNATION = { 'iso-2022-kr': '$)C', 'iso-2022-cn': '$)A' } as const;

/** Blanks stand in one byte between the characters of two. */
function pairsOf(shifted: string, decoder: InstanceType<typeof TextDecoder>): string | undefined {
  const characters = shifted.replace(/[ \t\r]/g, '');
  if (!/^[!-~]*$/.test(characters) || characters.length % 2 !== 0) return undefined;
  try {
    return shifted.replace(/[!-~]+/g, (run) =>
      decoder.decode(Uint8Array.from(run, (one) => one.charCodeAt(0) | 0x80)),
    );
  } catch {
    // A pair that the set does not have: not this charset.
    return undefined;
  }
}

/** Which of the two a designation in the bytes begins. */
export function iso2022Of(text: string): 'iso-2022-kr' | 'iso-2022-cn' | undefined {
  if (text.includes(`\u001B${DESIGNATION['iso-2022-kr']}`)) return 'iso-2022-kr';
  return text.includes(`\u001B${DESIGNATION['iso-2022-cn']}`) ? 'iso-2022-cn' : undefined;
}
