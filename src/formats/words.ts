/** A list of names written as one text with a space between two; easier to read and to sort than a list of quotes. */
export function words(text: string): readonly string[] {
  return text.split(' ');
}
