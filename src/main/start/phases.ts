/** One line for each phase that is over, with the seconds it took. */
export type Phases = { done(what: string): void };

export function phases(): Phases {
  let begun = performance.now();
  return {
    done(what) {
      const now = performance.now();
      console.log(`  ${((now - begun) / 1000).toFixed(1).padStart(5)} s  ${what}`);
      begun = now;
    },
  };
}
