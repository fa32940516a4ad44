import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Letter, Letters } from '#ports/letters.ts';
import type { Clock } from '#ports/world.ts';

/**
 * Lays letters as RFC 5322 files (`.eml`) into a folder, whole and synced before their name appears, for the mail system of
 * the house to carry and remove. They need no mail server and no password of one.
 */
export function letterBox(folder: string, sender: string, clock: Clock): Letters {
  return {
    async lay(letter) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const aside = join(folder, `.${letter.name}.new`);
      const file = await open(aside, 'w', 0o600);
      try {
        await file.writeFile(printLetter(letter, sender, new Date(clock.now())));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(aside, join(folder, `${letter.name}.eml`));
    },
  };
}

/** Subject and addresses are ours or were parsed with the agreement; a line break in them would begin another header. */
function printLetter({ name, to, subject, text }: Letter, sender: string, at: Date): string {
  const oneLine = (words: string): string => words.replace(/[\r\n]+/g, ' ');
  const lines = [
    `From: <${oneLine(sender)}>`,
    `To: ${to.map((address) => `<${oneLine(address)}>`).join(', ')}`,
    `Subject: ${encodeWords(oneLine(subject))}`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${name}@${sender.split('@').at(-1) ?? 'localhost'}>`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    ...text.split('\n'),
    '',
  ];
  return lines.join('\r\n');
}

/** A base64 word of at most 75 characters holds 45 bytes. */
const WORD_BYTES = 45;

/** Words that are not ASCII as encoded words, none of which cuts a character (RFC 2047 §2, §5). */
function encodeWords(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > WORD_BYTES) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((one) => `=?utf-8?B?${Buffer.from(one).toString('base64')}?=`).join('\r\n ');
}
