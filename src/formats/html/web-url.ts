/**
 * The address as WHATWG URL writes it, if following it can only fetch or write a letter: http, https or mailto, without
 * a user name or password; else undefined. `base` resolves relative addresses.
 */
export function webUrl(text: string, base?: string): string | undefined {
  const trimmed = text.trim();
  const url = trimmed === '' || trimmed.length > 4096 ? null : URL.parse(trimmed, base);
  if (url === null) return undefined;
  if (url.protocol === 'mailto:') return url.href;
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  return isWeb && url.username === '' && url.password === '' ? url.href : undefined;
}
