/** Line breaks of any kind as line feeds, which is how XML (§2.11) and HTML (§13.2.3.5) read them. */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
}
