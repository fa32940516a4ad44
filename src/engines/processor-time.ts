/**
 * Limits on foreign work count what the processor worked for it, so that a machine with much to do refuses nothing that is in order. Work
 * that only waits is ended when so many times its limit has gone by on the clock.
 */
export const MOST_WAITING = 10;
