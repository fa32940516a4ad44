import fc from 'fast-check';

/** A mutant is judged by properties as long as this: there are some thousand of them. What a property finds, it mostly finds at once. */
const LONGEST_MS = 500;

fc.configureGlobal({ interruptAfterTimeLimit: LONGEST_MS });
