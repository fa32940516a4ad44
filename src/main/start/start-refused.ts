/** The start cannot go on, and the message says what the person at the terminal can do. */
export class StartRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartRefused';
  }
}
