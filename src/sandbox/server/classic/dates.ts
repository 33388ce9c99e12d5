import * as v from 'valibot';
import { moment } from '../../../api/bodies/communications.ts';
import { badRequest } from '../failure.ts';

/*
 * Moments as the classic (v1) API has them: whole seconds. All of them are epoch milliseconds here.
 */

export function wholeSecond(at: number): number {
  return Math.floor(at / 1000) * 1000;
}

/** ISO 8601 without a fraction of a second. */
export function writeDate(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

/**
 * Reads one end of a range of dates: a date and time, or a day alone, which counts from its first second or to its
 * last.
 *
 * @param name of the parameter
 * @throws Failure 400 that names the parameter
 */
export function readBound(
  name: string,
  value: string | null,
  timeOfDay: '00:00:00' | '23:59:59',
): number | undefined {
  if (value === null) return undefined;
  const whole = /^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T${timeOfDay}Z` : value;
  const { success, output } = v.safeParse(moment, whole);
  if (!success) {
    throw badRequest(
      `${name} must be a date such as 2026-03-01, or with a time such as 2026-03-01T09:30:00Z`,
    );
  }
  return output;
}
