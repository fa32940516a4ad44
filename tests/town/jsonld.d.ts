/** What we use of jsonld (JSON-LD 1.1 in JavaScript); the published types know neither safe mode nor `structuredClone`d input. */
declare module 'jsonld' {
  type RemoteDocument = { readonly documentUrl: string; readonly document: unknown };
  const jsonld: {
    toRDF(
      document: unknown,
      options: {
        readonly safe: true;
        readonly documentLoader: (url: string) => Promise<RemoteDocument>;
        readonly format: 'application/n-quads';
      },
    ): Promise<unknown>;
  };
  export default jsonld;
}
