/** Letters and digits in the order in which people type them when they make something up. */
const ORDERS = ['0123456789abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm'];

/** A run of so many neighbours is no chance: one in twenty thousand made-up-by-chance tokens has one. */
const LONGEST_RUN = 6;

/** Fewer different characters than this, in 32, are no chance either. */
const FEWEST_DIFFERENT = 8;

const WORDS =
  /example|sample|dummy|your|change|placeholder|redact|fake|xxxx|test|secret|token|twilio|abcd1234|lorem|todo/i;

/**
 * Whether a value was made up by a person, to stand where a secret will: `xxxx…`, `0123456789abcdef…`, `deadbeef` four
 * times, `your_auth_token`. Secrets are made by chance, and what chance makes looks like none of these.
 */
export function isPlaceholder(value: string): boolean {
  const lower = value.toLowerCase();
  return (
    WORDS.test(value) ||
    !/\d/.test(value) ||
    !/[a-z]/i.test(value) ||
    new Set(lower).size < FEWEST_DIFFERENT ||
    isRepeated(lower) ||
    hasRun(lower)
  );
}

/** The same again and again. */
function isRepeated(value: string): boolean {
  for (let period = 1; period <= value.length / 2; period++) {
    const part = value.slice(0, period);
    if (part.repeat(Math.ceil(value.length / period)).startsWith(value)) return true;
  }
  return false;
}

/** Neighbours in a row, forwards or backwards. */
function hasRun(value: string): boolean {
  return ORDERS.some((order) => {
    let run = 1;
    let direction = 0;
    for (let index = 1; index < value.length; index++) {
      const [before, here] = [order.indexOf(value.charAt(index - 1)), order.indexOf(value.charAt(index))];
      const step = before < 0 || here < 0 ? 0 : here - before;
      run = Math.abs(step) === 1 ? (step === direction ? run + 1 : 2) : 1;
      direction = step;
      if (run >= LONGEST_RUN) return true;
    }
    return false;
  });
}
