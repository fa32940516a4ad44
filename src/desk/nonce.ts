/** The nonce of this page's content policy, put there by the server; style elements made later must carry it. */
export function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

/** The scroll lock of open sheets makes a style element too; it looks for the nonce under this bundler's name. */
export function shareNonce(): void {
  Reflect.set(globalThis, '__webpack_nonce__', pageNonce());
}
