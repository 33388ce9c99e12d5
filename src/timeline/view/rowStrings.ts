import { strings } from './strings.ts';

const language = typeof navigator === 'undefined' ? 'en' : navigator.language;
const number = new Intl.NumberFormat(language);
const list = new Intl.ListFormat(language, { type: 'conjunction' });

function counted(one: string, many: string): (count: number) => string {
  return (count) => `${number.format(count)} ${count === 1 ? one : many}`;
}

/** Words of rows that are no communications, and of what is in a communication's text. */
export const rowStrings = {
  duration: {
    days: counted('day', 'days'),
    hours: counted('h', 'h'),
    minutes: counted('min', 'min'),
    seconds: counted('s', 's'),
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
