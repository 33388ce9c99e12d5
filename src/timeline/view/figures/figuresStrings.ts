import { communications, locale, number, percent } from '../numbers.ts';

const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const finePercent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });

/** The words of the figures. */
export const figuresStrings = {
  title: 'Figures',
  close: 'Close Figures',
  loading: 'Counting…',
  none: 'Nothing to count.',
  of: (count: number, total: number) =>
    `Of ${number.format(count)} of ${number.format(total)} communications`,
  all: (count: number) => `Of all ${communications(count)}`,
  showAll: 'Show All',
  count: (count: number) => number.format(count),
  share: (share: number) => percent.format(share),
  /** So that 99.96 % is not said to be all. */
  fineShare: (share: number) =>
    share < 1 && share > 0.995
      ? percent.format(0.99)
      : share > 0 && share < 0.01
        ? finePercent.format(share)
        : percent.format(share),
  nothing: '–',

  firstResponse: 'First response',
  medianResponse: 'Median response',
  delivered: 'Delivered',
  duration: 'Duration',
  unanswered: 'nobody answered',
  ninetyPercent: (duration: string) => `90 % within ${duration}`,
  answers: (count: number) => `${number.format(count)} ${count === 1 ? 'answer' : 'answers'}`,
  reached: (reached: number, ended: number, underWay: number) =>
    [
      ...(ended > 0 ? [`${number.format(reached)} of ${number.format(ended)}`] : []),
      ...(underWay > 0 ? [`${number.format(underWay)} under way`] : []),
    ].join(', '),
  noStatuses: 'no statuses',
  noDates: 'no dates',
  aDay: (count: number) => `${oneDigit.format(count)} per active day`,

  channels: 'Channels',
  participants: 'Participants',
  narrowTo: (name: string) => `Show only ${name}`,
  narrowed: (name: string) => `Showing only ${name}; choose again to show all`,
  otherParties: (parties: number, count: number) =>
    `${number.format(parties)} more with ${number.format(count)} communications`,
  customers: 'Customers',
  agents: 'Agents',

  responses: 'How long customers waited',
  responsesTable: 'Waiting times',
  binOf: (from: string, to: string) => `${from} to ${to}`,
  binUpTo: (to: string) => `up to ${to}`,
  median: 'median',
  ninety: '90 %',
  longestWait: 'Longest',
  showWait: (duration: string) => `Show the longest wait, ${duration}`,
  showBin: (bin: string, count: number) =>
    `${bin}: ${number.format(count)} ${count === 1 ? 'answer' : 'answers'}. Shows one of them`,

  delivery: 'Delivery',
  failedList: (count: number) => `Not delivered: ${number.format(count)}`,
  failedMore: (count: number) => `and ${number.format(count)} earlier ${count === 1 ? 'one' : 'ones'}`,

  week: 'When it is busy',
  weekOf: (busiest: string, count: number) => `${busiest}: ${number.format(count)}`,
  cell: (when: string, count: number) => `${when}: ${number.format(count)}`,
  weekTable: 'Communications by weekday and hour',
  activeDays: 'Active days',
  activeDaysValue: (active: number, span: number) => `${number.format(active)} of ${number.format(span)}`,
  silence: 'Longest silence',
  showSilence: 'Show what ended it',

  transcriptions: 'Transcriptions',
  transcriptionCount: 'Transcribed',
  meanConfidence: 'Mean confidence',
  lowConfidence: 'Low confidence',
  lowConfidenceValue: (count: number, rated: number) => `${number.format(count)} of ${number.format(rated)}`,
  showLowest: (share: number) => `Show the least confident, ${percent.format(share)}`,
  tenth: (from: number, count: number) =>
    `${percent.format(from / 10)} to ${percent.format((from + 1) / 10)}: ${number.format(count)}`,
  confidences: 'Confidence of the transcriptions',
};
