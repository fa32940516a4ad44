type Witness = { readonly partnerDid: string; readonly baseUrl: string };

/** A partner as a witness of our log (tlog-witness), and as the keeper of its own. Its calls are public; what it answers is checked by whoever asked. */
export type WitnessNode = {
  /** Its status and text, whatever it says; undefined when it is away. */
  addCheckpoint(
    witness: Witness,
    body: string,
  ): Promise<{ readonly status: number; readonly text: string } | undefined>;
  /** How this key of its own log gave its place to another; undefined when it is away, or the key is in use. */
  handover(witness: Witness, keyId: string): Promise<string | undefined>;
  /** The largest checkpoint of this log that it cosigned; undefined when it is away or has none. */
  latest(witness: Witness, origin: string): Promise<string | undefined>;
};
