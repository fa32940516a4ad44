/** Every quarter of an hour of a day, `HH:MM`. */
export const QUARTER_TIMES: readonly string[] = Array.from({ length: 96 }, (_, quarter) => {
  const pad = (number: number): string => String(number).padStart(2, '0');
  return `${pad(Math.floor(quarter / 4))}:${pad((quarter % 4) * 15)}`;
});
