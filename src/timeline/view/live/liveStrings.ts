/** What is said of looking for news. */
export const liveStrings = {
  live: 'Live updates',
  liveShort: 'Live',
  liveMeaning: 'New communications and delivery statuses appear by themselves.',
  waiting: 'Waiting',
  waitingMeaning: 'Goes on as soon as this window has the focus.',
  paused: 'Paused',
  pausedMeaning: 'Nothing new appears until you resume or refresh.',
  /** Where there is little room. */
  retryIn: (seconds: number) => (seconds > 0 ? `Retry in ${seconds} s` : 'Retrying…'),
  lost: 'Live updates paused: lost the connection',
  refused: 'Live updates paused: reading failed',
  pausedAfter: {
    reconnecting: 'Paused: lost the connection',
    failing: 'Paused: reading failed',
  },
  nextTry: (paused: string, seconds: number) =>
    seconds > 0 ? `${paused}, next try in ${seconds} s` : `${paused}, trying…`,
  stopped: 'Stopped',
  stoppedMeaning: 'Nothing new appears until the problem above is solved.',
  off: 'Not live',
  offMeaning: 'Looking for news is turned off by the setting “Timeline: Refresh Seconds”.',
  lookedAt: (time: string) => `Last looked at ${time}.`,
  pause: 'Pause Live Updates',
  resume: 'Resume Live Updates',
  connectedAgain: 'Connected again',
  failed: (count: number) => (count === 1 ? '1 delivery failed' : `${count} deliveries failed`),
};
