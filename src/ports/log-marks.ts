/** What a log last signed, remembered outside of the database, so that a restored database cannot sign a smaller tree. */
export type LogMarks = {
  /** The last checkpoint that was remembered, word for word. */
  read(agencyId: string): Promise<string | undefined>;
  write(agencyId: string, note: string): Promise<void>;
};
