import { counted, locale, number } from './numbers.ts';
import { strings } from './strings.ts';

const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const list = new Intl.ListFormat(locale, { type: 'conjunction' });

/** Words of rows that are no communications, and of what is in a communication's text. */
export const rowStrings = {
  duration: {
    days: (count: number) => counted(count, 'day', 'days'),
    hours: (count: number) => counted(count, 'h', 'h'),
    minutes: (count: number) => counted(count, 'min', 'min'),
    seconds: (count: number) => counted(count, 's', 's'),
    tenthsOfSeconds: (count: number) => `${tenths.format(count)} s`,
    milliseconds: (count: number) => counted(count, 'ms', 'ms'),
  },
  later: (duration: string) => `${duration} later`,
  laterMeaning: 'Nothing that is shown occurred in between',

  // Events
  created: (names: readonly string[]) =>
    names.length === 0 ? 'Conversation created' : `Conversation created with ${list.format(names)}`,
  joined: (names: readonly string[]) => `${list.format(names)} joined`,
  left: (names: readonly string[]) => `${list.format(names)} left`,
  status: {
    ACTIVE: 'Conversation became active again',
    INACTIVE: 'Conversation became inactive',
    CLOSED: 'Conversation closed',
  } satisfies Record<string, string>,
  statusOther: (status: string) => `Status became ${status}`,
  statusAbout: 'The account keeps no record of this: it is when the conversation was last changed',
  leftAbout: 'The account keeps no record of this: it is when the conversation was read without them',
  about: (time: string) => `≈ ${time}`,

  // Text
  opens: (url: string) => `Opens ${url}`,
  leadsTo: (host: string) => `leads to ${host}`,
  acting: (picture: string) => `Control character ${picture}, shown here in place of taking effect`,
  unsure: (share: number) => `The engine is unsure of this text: ${strings.lowConfidence(share)}`,

  // Words of a transcription
  spoken: (duration: string) => `${duration} spoken`,
  spokenMeaning: (timed: number, total: number) =>
    timed < total
      ? `Times of the first ${number.format(timed)} of ${number.format(total)} words: point at one`
      : 'Point at a word for its time',
  word: (facts: readonly string[]) => facts.join(' · '),
};
