// How figures are written: thousands separators, units, never more digits than mean something.
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export const count = (number) => whole.format(number);

export const seconds = (number) => number.toFixed(number < 10 ? 2 : 1) + ' s';

export const ratio = (number) => number.toFixed(2);

export const short = (number) => number >= 1e6 ? trim(number / 1e6) + 'M' : number >= 1e3 ? trim(number / 1e3) + 'k' : String(number);

export function bytes(number) {
  if (number >= 1048576 && number % 1048576 === 0) return number / 1048576 + 'MB';
  if (number >= 1024 && number % 1024 === 0) return number / 1024 + 'KB';
  return number + 'B';
}

export const plural = (number, word) => `${count(number)} ${word}${number === 1 ? '' : 's'}`;

function trim(number) {
  return String(Number(number.toFixed(2)));
}
