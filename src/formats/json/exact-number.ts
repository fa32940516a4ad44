/**
 * Says whether a JSON number means exactly what its double prints (RFC 8785 §3.2.2.3): `1.50` and `15e-1` do,
 * `12345678901234567890` and `0.1000000000000000055` do not.
 */
export function isExact(written: string, value: number): boolean {
  if (written.length <= 15 && Number.isInteger(value)) return true;
  const [digits, exponent] = decimal(written);
  const [valueDigits, valueExponent] = decimal(String(value));
  return digits === valueDigits && (digits === '' || exponent === valueExponent);
}

/** Significant digits without zeros at either end, and the power of ten of the last one. */
function decimal(written: string): readonly [string, number] {
  const [mantissa = '', power = '0'] = written.replace(/^-/, '').toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const all = (whole + fraction).replace(/^0+/, '');
  let end = all.length;
  while (end > 0 && all[end - 1] === '0') end -= 1;
  return [all.slice(0, end), Number(power) - fraction.length + (all.length - end)];
}
